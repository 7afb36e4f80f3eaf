// node docs/images/screenshots.mjs: makes the pictures of README.md anew, from a demo of its own.
// build/hero must be there; the demo lives in a temporary folder and ends with this script.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const hero = join(here, '../../build/hero');
const folder = mkdtempSync(join(tmpdir(), 'hero-pictures-'));
const env = { ...process.env, HERO_DATA: folder, HERO_PORT: '0', HERO_DEMO: 'on', HERO_LIMITS: 'off' };

const pictures = [
  { name: 'petugas', who: 'budi', path: '/petugas?tampilan=saya', follow: 'Data eksportir ganda', viewport: { width: 1200, height: 940 } },
  { name: 'tiket', who: 'ashari', path: '/tiket', follow: 'Kendala tidak dapat login hero', viewport: { width: 1000, height: 700 } },
  { name: 'ponsel', who: 'sari', path: '/tiket', viewport: { width: 360, height: 720 } },
];

// The port of a server that has just started, from its log.
function portOf(server) {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr.on('data', (bytes) => {
      log += bytes;
      const port = log.match(/"server\.started".*"port":"(\d+)"/)?.[1];
      if (port) resolve(port);
    });
    server.on('exit', () => reject(new Error(`hero serve has ended:\n${log}`)));
  });
}

async function take(browser, baseURL, { name, who, path, follow, viewport = { width: 1200, height: 760 } }) {
  const context = await browser.newContext({ baseURL, viewport, locale: 'id-ID', timezoneId: 'Asia/Jakarta' });
  const page = await context.newPage();
  if (who) {
    await page.goto('/masuk');
    await page.click(`button[name=orang][value=${who}]`);
  }
  await page.goto(path);
  if (follow) await page.getByRole('link', { name: follow }).first().click();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(here, `${name}.png`), animations: 'disabled' });
  await context.close();
  console.log(`${name}.png ${Math.round(statSync(join(here, `${name}.png`)).size / 1024)} kB`);
}

let server;
try {
  spawnSync(hero, ['demo'], { env, stdio: 'ignore' });
  server = spawn(hero, ['serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const baseURL = `http://127.0.0.1:${await portOf(server)}`;
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell', args: process.getuid() === 0 ? ['--no-sandbox'] : [] });
  for (const picture of pictures) await take(browser, baseURL, picture);
  await browser.close();
} finally {
  server?.removeAllListeners('exit');
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
}

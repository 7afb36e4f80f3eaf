// What the journeys share: a HERO of their own, people of the cast in browsers that notice whatever goes wrong, and
// the look at a page that every page must stand.
//
//     const hero = stage();
//     journey('Sari files a ticket', async () => {
//       const sari = await hero.as('sari');
//       await sari.goto('/tiket/kategori');
//       …
//       await inspect(sari);
//     });
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const program = join(root, 'build/hero');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const widths = [320, 768, 1280];

// One story. Its name is a sentence; it takes some seconds, and is given up after two minutes on a machine that has much
// else to do.
export const journey = (name, story) => test(name, { timeout: 120_000 }, story);

// ---- the server ------------------------------------------------------------------------------------------------------

// Runs `hero` to its end and gives its standard output.
export function hero(command, env = {}) {
  const run = spawnSync(program, command, { env: { ...process.env, ...env }, encoding: 'utf8', timeout: 30_000 });
  assert.equal(run.status, 0, `hero ${command.join(' ')}: ${run.stderr}`);
  return run.stdout;
}

// A new database on the server that tests/postgres.sh has started.
function postgresDatabase() {
  const server = process.env.HERO_TEST_POSTGRES;
  assert.ok(server, 'HERO_TEST_POSTGRES names no server: run this through tests/postgres.sh');
  const name = `journeys_${randomBytes(6).toString('hex')}`;
  const made = spawnSync('psql', [server, '-qc', `create database ${name}`], { encoding: 'utf8', timeout: 30_000 });
  assert.equal(made.status, 0, made.stderr);
  return server.replace('/postgres?', `/${name}?`);
}

// `hero serve` until stop(), or until it ends by itself: `ended` is its exit status.
export async function start(env) {
  const server = spawn(program, ['serve'], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  const killed = () => server.kill('SIGKILL');
  process.on('exit', killed);
  const ended = new Promise((resolve) => server.on('exit', resolve));
  let log = '';
  const port = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`hero serve is not ready after 30 s:\n${log}`)), 30_000);
    ended.then(() => reject(new Error(`hero serve has ended:\n${log}`)));
    server.stderr.on('data', (bytes) => {
      log += bytes;
      const started = log.match(/"server\.started".*"port":"(\d+)"/);
      if (!started) return;
      clearTimeout(late);
      resolve(started[1]);
    });
  }).catch((error) => {
    killed();
    throw error;
  });
  return {
    url: `http://127.0.0.1:${port}`,
    log: () => log,
    ended,
    pid: server.pid,
    signal: (name) => server.kill(name),
    async stop() {
      server.kill('SIGTERM');
      const late = setTimeout(killed, 10_000);
      await ended;
      clearTimeout(late);
      process.off('exit', killed);
    },
  };
}

// ---- browsers ----------------------------------------------------------------------------------------------------------

// Whatever a page must never do, as lines of text in `problems`.
function watch(page, hosts, problems) {
  const tell = (what) => problems.push(`${new URL(page.url(), 'http://nowhere').pathname}: ${what}`);
  page.on('pageerror', (error) => tell(`script error: ${error.message}`));
  page.on('console', (message) => {
    // Answers that are no success are judged below, where their kind is known.
    if (message.text().startsWith('Failed to load resource')) return;
    if (['error', 'warning'].includes(message.type())) tell(`console ${message.type()}: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && !hosts().includes(url.host)) tell(`asks another site: ${url}`);
  });
  page.on('response', (response) => {
    const page = response.request().resourceType() === 'document';
    if (response.status() >= 500 || (response.status() >= 400 && !page))
      tell(`${response.request().method()} ${response.url()} answers ${response.status()}`);
  });
}

// A HERO with the demo's people and tickets for the journeys of one file, on SQLite or on PostgreSQL.
// Ends with them; fails each journey in which a page or the server complained. `neighbours` starts other sites that people
// may go to: it gives { env, hosts, stop }, with settings for HERO.
export function stage({ engine = 'sqlite', neighbours } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'hero-journeys-'));
  const problems = [];
  let browser;
  let contexts = [];
  let server;
  let beside;

  before(async () => {
    const env = {
      HERO_DATA: folder,
      HERO_PORT: '0',
      HERO_DEMO: 'on',
      HERO_LIMITS: 'off',
      HERO_MAIL: `file:${join(folder, 'surat')}`,
    };
    beside = await neighbours?.();
    Object.assign(env, beside?.env);
    if (engine === 'postgres') env.HERO_DATABASE = postgresDatabase();
    hero(['demo'], env);
    server = await start(env);
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium-headless-shell',
      args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
        '--disable-sync', ...(process.getuid() === 0 ? ['--no-sandbox'] : [])],
    });
  });
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
    assert.deepEqual(problems.splice(0), []);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await beside?.stop();
    rmSync(folder, { recursive: true, force: true });
    const errors = server?.log().split('\n').filter((line) => line.includes('"level":"error"'));
    assert.deepEqual(errors ?? [], []);
  });

  return {
    get url() {
      return server.url;
    },
    problems,  // so far in this journey
    // Folder of the letters that were sent, as .eml files.
    letters: join(folder, 'surat'),

    // Somebody who has not signed in.
    async visitor({ width = 1280, ...options } = {}) {
      const context = await browser.newContext({
        baseURL: server.url,
        viewport: { width, height: 800 },
        locale: 'id-ID',
        timezoneId: 'Asia/Jakarta',
        reducedMotion: 'reduce',
        ...options,
      });
      contexts.push(context);
      context.setDefaultTimeout(30_000);
      context.on('page', (page) => watch(page, () => [new URL(server.url).host, ...(beside?.hosts ?? [])], problems));
      return context.newPage();
    },
    // One of the cast, signed in by their button.
    async as(key, options) {
      const page = await this.visitor(options);
      await page.goto('/masuk');
      await signIn(page, key);
      return page;
    },
  };
}

// On the sign-in page: the button of that person.
export async function signIn(page, key) {
  await page.click(`button[name=orang][value=${key}]`);
  await page.waitForURL((url) => url.pathname !== '/masuk');
}

// ---- what every page must stand ------------------------------------------------------------------------------------------

const guidelines = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function accessible(page, run, where) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const found = await page.evaluate(
    async (run) =>
      (await window.axe.run(document, { ...run, resultTypes: ['violations'] })).violations.map(
        ({ id, help, nodes }) => `${id} (${help}): ${nodes.map(({ target }) => target.join(' ')).slice(0, 4).join(' | ')}`,
      ),
    run,
  );
  assert.deepEqual(found, [], `${page.url()} ${where}`);
}

// No sideways scrolling: nothing of the page is wider than its window.
export async function fits(page, width) {
  const wide = await page.evaluate(() => {
    const { scrollWidth } = document.scrollingElement;
    if (scrollWidth <= innerWidth) return [];
    const names = [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
      .map(({ localName, id, className }) => `${localName}#${id}.${className.baseVal ?? className}`);
    return [`${scrollWidth} px wide`, ...names.slice(-6)];
  });
  assert.deepEqual(wide, [], `${page.url()} at ${width} px`);
}

// Looks at the page as it is: at 320, 768 and 1280 px, light and dark.
export async function inspect(page) {
  const viewport = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    await fits(page, width);
    await accessible(page, { runOnly: guidelines }, `at ${width} px`);
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await accessible(page, { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }, 'in the dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(viewport);
}

// ---- what people do in many journeys ----------------------------------------------------------------------------------------

export const numberPattern = /[A-Z]-[A-Z]{4}\d{8}/;

// Words of the page's live region, of its notices and of its error summary: what HERO says.
export const says = (page, words) => page.getByText(words).filter({ visible: true }).first().waitFor();

export async function fillTicket(page, { kind = 'Kendala', impact = 'Rendah', subject, description, files = [] }) {
  await page.getByRole('radio', { name: kind }).check();
  await page.getByRole('radio', { name: impact }).check();
  await page.getByLabel('Subjek Tiket').fill(subject);
  await page.getByLabel('Deskripsi').fill(description);
  if (files.length) await page.getByLabel('Unggah File').setInputFiles(files);
  await page.getByRole('checkbox', { name: 'Saya menyetujui' }).check();
}

// Files a ticket and gives its number; the page shows the ticket then.
export async function fileTicket(page, { service, ...ticket }) {
  await page.goto(`/tiket/buat?layanan=${service}`);
  await fillTicket(page, ticket);
  await page.getByRole('button', { name: 'Ajukan Tiket' }).click();
  await says(page, 'Tiket berhasil diajukan');
  return numberOf(page);
}

// The number of the ticket whose page this is.
export const numberOf = (page) => new URL(page.url()).pathname.match(numberPattern)[0];

export async function openWork(page, number) {
  await page.goto(`/petugas/tiket/${number}`);
}

export async function take(page, number) {
  await openWork(page, number);
  await page.getByRole('button', { name: 'Ambil Tiket' }).click();
  await says(page, 'Tiket Anda ambil.');
}

// An agent's reply, sent by the button of that name.
export async function answer(page, number, text, button = 'Kirim') {
  await openWork(page, number);
  await page.getByRole('textbox', { name: 'Balas Pemohon' }).fill(text);
  await page.getByRole('button', { name: button, exact: true }).click();
  await says(page, 'Balasan terkirim.');
}

export const resolve = (page, number, text) => answer(page, number, text, 'Kirim dan Resolve');

// The option of a list that begins with these words: what follows them, such as an agent's load, changes.
export async function choose(list, words) {
  await list.selectOption(await list.locator('option', { hasText: words }).getAttribute('value'));
}

// Asks again until `condition` gives something true, twenty seconds long.
export async function eventually(condition, what) {
  const end = Date.now() + 20_000;
  while (Date.now() < end) {
    const answer = await condition();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail(`not within twenty seconds: ${what}`);
}

// A picture of one pixel, as a file to choose.
export const picture = (name = 'layar.png') => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
});

// The journeys' own eyes: each of them sees what it looks for.
import assert from 'node:assert/strict';
import { inspect, journey, stage } from './lib.mjs';

const hero = stage();

async function broken(body, headers = {}) {
  const page = await hero.visitor();
  await page.route('**/rusak', (route) =>
    route.fulfill({
      headers: { 'content-type': 'text/html', ...headers },
      body: `<!doctype html><html lang="id"><title>Rusak</title><link rel="icon" href="data:,"><main><h1>Rusak</h1>${body}</main></html>`,
    }));
  await page.goto('/rusak');
  return page;
}

journey('a page that is well passes', async () => {
  await inspect(await broken('<p>Semua baik.</p>'));
});

journey('a picture without words is seen', async () => {
  const page = await broken('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">');
  await assert.rejects(inspect(page), /image-alt/);
});

journey('words that are too pale in the dark are seen', async () => {
  const page = await broken('<style>@media (prefers-color-scheme: dark) { p { color: #eee } }</style><p>Pucat</p>');
  await assert.rejects(inspect(page), /in the dark[^]*color-contrast/);
});

journey('a page wider than a phone is seen', async () => {
  const page = await broken('<p style="width: 400px">Lebar</p>');
  await assert.rejects(inspect(page), /at 320 px[^]*408 px wide/);
});

journey('scripts that fail, refused scripts, missing files and other sites are seen', async () => {
  await broken('<script>console.error("aduh"); setTimeout(() => { throw new Error("gagal") })</script><img alt="" src="/tidak-ada.png">');
  await broken('<script>1</script>', { 'content-security-policy': "script-src 'self'" });
  const elsewhere = await broken('<img alt="" src="http://127.0.0.2:9/x.png">');
  await elsewhere.waitForLoadState('networkidle');
  const seen = hero.problems.splice(0).join('\n');
  for (const what of [/console error: aduh/, /script error: gagal/, /tidak-ada\.png answers 404/, /console error: .*Content Security Policy/, /asks another site/])
    assert.match(seen, what);
});

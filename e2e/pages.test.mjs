// Every page of `hero routes`, as everybody who has a reason to open it. A new page must be entered here.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hero as run, inspect, stage } from './lib.mjs';

const hero = stage();

// No pages: for machines, files to keep, and a part of a page, which journeys see in its place.
const noPages = ['/healthz/live', '/healthz/ready', '/unduh/{nama}', '/tiket/{nomor}/qr.png', '/lampiran/{id}/{nama}', '/tiket/saran',
  '/masuk/google', '/masuk/google/kembali', '/masuk/intranet', '/masuk/intranet/kembali', '/api/saya', '/admin/audit.csv',
  '/petugas/aliran', '/tiket/{nomor}/aliran',
  // Of local accounts; account.test.mjs walks and inspects them.
  '/masuk/kode', '/masuk/sandi-baru/{kunci}', '/akun/dua-langkah', '/akun/sandi'];

// Addresses on a page that begin so, each once.
async function linksOn(page, path, selector) {
  await page.goto(path);
  return [...new Set(await page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute('href'))))];
}

// One ticket of the person's in each state.
async function ownTickets(page) {
  const found = new Map();
  for (const tab of ['open', 'close']) {
    await page.goto(`/tiket?tab=${tab}`);
    const rows = await page.locator('table.tickets tbody tr').evaluateAll((rows) =>
      rows.map((row) => [row.querySelector('[data-status]').dataset.status, row.querySelector('a').getAttribute('href')]));
    for (const [status, path] of rows) found.set(status, path);
  }
  return [...found.values()];
}
const withStatus = (status) => async (page) => {
  await page.goto(status === 'close' ? '/tiket?tab=close' : '/tiket');
  return page.locator('table.tickets tbody tr').filter({ has: page.locator(`[data-status=${status}]`) }).locator('a').first().getAttribute('href');
};
const visitor = '';
const requesters = ['sari', 'ashari'];
const everybody = [visitor, 'sari', 'budi', 'ratna'];
const agents = ['budi', 'citra', 'dewi'];
const supervisors = ['dewi', 'wahyu'];

// Route, who opens it, and which addresses of it.
const pages = [
  ['/', everybody, ['/']],
  ['/faq', everybody, ['/faq']],
  ['/faq', [visitor], ['/faq?cari=sandi', '/faq?cari=qqqq']],
  ['/faq/{slug}', [visitor, 'ashari'], async (page) => (await linksOn(page, '/faq', 'a[href^="/faq/"]')).slice(0, 1)],
  ['/lacak', [visitor, 'sari'], ['/lacak']],
  ['/lacak', [visitor], ['/lacak?nomor=bukan-nomor', '/lacak?nomor=A-KORS22999999']],
  ['/lacak/{nomor}', ['ashari'], async (page) => (await ownTickets(page)).map((path) => path.replace('/tiket/', '/lacak/'))],
  ['/unduh', [visitor, 'budi'], ['/unduh']],
  ['/syarat-ketentuan', [visitor, 'sari'], ['/syarat-ketentuan']],
  ['/privasi', [visitor, 'sari'], ['/privasi']],
  ['/kontak', [visitor, 'sari', 'ratna'], ['/kontak']],
  ['/aksesibilitas', [visitor, 'sari'], ['/aksesibilitas']],

  ['/tiket/kategori', requesters, ['/tiket/kategori']],
  ['/tiket/kategori', ['ashari'], ['/tiket/kategori?cari=email', '/tiket/kategori?cari=qqqq']],
  ['/tiket/buat', ['sari'], ['/tiket/buat?layanan=data-indikator-harga']],
  ['/tiket/buat', ['ashari'], ['hero', 'izin-data-center', 'aduan-siber'].map((slug) => `/tiket/buat?layanan=${slug}`)],
  ['/tiket', [...requesters, 'budi'], ['/tiket']],
  ['/tiket', ['ashari'], ['/tiket?tab=close', '/tiket?cari=qqqq']],
  ['/tiket/{nomor}', requesters, ownTickets],
  ['/tiket/{nomor}/penilaian', ['ashari'], async (page) => [`${await withStatus('close')(page)}/penilaian`]],
  ['/tiket/{nomor}/pembatalan', requesters, async (page) => [`${await withStatus('open')(page)}/pembatalan`]],
  ['/tiket/{nomor}/cetak', requesters, async (page) => [`${await withStatus('open')(page)}/cetak`]],

  ['/petugas', agents, ['/petugas']],
  ['/petugas', ['dewi'], (page) => linksOn(page, '/petugas', '#tampilan a[href*="tampilan="]:not([href*=layanan])')],
  ['/petugas', ['budi'], async (page) => (await linksOn(page, '/petugas', '#tampilan a[href*=layanan]')).slice(0, 1)],
  ['/petugas/cari', ['budi'], ['/petugas/cari?q=A-KORS22999999']],
  ['/petugas/tiket/{nomor}', agents, async (page) => {
    const paths = await linksOn(page, '/petugas?tampilan=semua', '.queue a');
    return [...paths.slice(0, 2), `${paths[0]}&mode=catatan`];
  }],

  ['/supervisor', supervisors, ['/supervisor']],
  ['/supervisor/penugasan', supervisors, ['/supervisor/penugasan']],
  ['/supervisor/penugasan/periksa', ['dewi'], async (page) => {
    await page.goto('/supervisor/penugasan');
    const form = page.locator('form[action$=periksa]').first();
    const value = (name) => form.locator(name).first().getAttribute('value');
    const [team, ticket, agent] = [await value('[name=tim]'), await value('[name=tiket]'), await value('option:not([value=""])')];
    return [`/supervisor/penugasan/periksa?tim=${team}&agen=${agent}&tiket=${ticket}`, `/supervisor/penugasan/periksa?tim=${team}`];
  }],
  ['/supervisor/eskalasi', supervisors, ['/supervisor/eskalasi']],
  ['/supervisor/agen', supervisors, ['/supervisor/agen']],
  ['/supervisor/agen/baru', supervisors, ['/supervisor/agen/baru']],
  ['/supervisor/agen/{id}', supervisors, async (page) => (await linksOn(page, '/supervisor/agen', 'main a[href^="/supervisor/agen/"]:not([href$=baru])')).slice(0, 1)],
  ['/supervisor/tim', supervisors, ['/supervisor/tim']],

  ['/admin', ['ratna'], ['/admin']],
  ['/admin/pengguna', ['ratna'], ['/admin/pengguna', '/admin/pengguna?cari=qqqq']],
  ['/admin/pengguna/{id}', ['ratna'], async (page) => (await linksOn(page, '/admin/pengguna', 'main a[href^="/admin/pengguna/"]')).slice(0, 1)],
  ['/admin/kalender', ['ratna'], ['/admin/kalender', '/admin/kalender?tahun=2031']],
  ['/admin/sistem', ['ratna'], ['/admin/sistem']],
  ['/admin/audit', ['ratna'], ['/admin/audit', '/admin/audit?tindakan=masuk', '/admin/audit?orang=qqqq']],
  ['/admin/tiket', ['ratna'], ['/admin/tiket', '/admin/tiket?nomor=A-KORS22999999']],
  ['/admin/tiket/{nomor}', ['ratna'], async (page) => {
    // A ticket whose mail was sent is one that exists.
    const letters = await linksOn(page, '/demo/surat', 'main a[href^="/demo/surat/"]');
    await page.goto(letters[0]);
    const number = (await page.locator('main').textContent()).match(/[A-Z]-[A-Z]{4}\d{8}/)[0];
    await page.goto(`/admin/tiket?nomor=${number}`);
    await page.getByLabel('Alasan').fill('Permintaan tertulis pemohon, surat nomor 12.');
    await page.getByRole('button', { name: 'Catat dan baca tiket' }).click();
    return [new URL(page.url()).pathname];
  }],

  ['/masuk', [visitor], ['/masuk', '/masuk?tujuan=/tiket/kategori']],
  ['/keluar', [visitor], ['/keluar']],
  ['/akun', ['sari', 'budi', 'ratna'], ['/akun']],
  ['/akun/token', ['budi'], ['/akun/token']],

  ['/demo/surat', [visitor, 'ratna'], ['/demo/surat']],
  ['/demo/surat/{id}', [visitor], async (page) => (await linksOn(page, '/demo/surat', 'main a[href^="/demo/surat/"]')).slice(0, 1)],
];

const people = [...new Set(pages.flatMap(([, who]) => who))];

// Addresses of this site on the page, without the place on it.
const linksAway = (page) =>
  page.locator('a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href').split('#')[0]));

test('every page is on the list', () => {
  const routes = JSON.parse(run(['routes', '--json'])).filter(({ method }) => method === 'GET').map(({ path }) => path);
  const listed = new Set([...pages.map(([route]) => route), ...noPages]);
  assert.deepEqual([...listed].sort(), routes.sort());
});

for (const who of people)
  test(`every page that ${who || 'a visitor'} may open`, { timeout: 240_000 }, async () => {
    const page = who ? await hero.as(who) : await hero.visitor();
    const away = new Set();
    for (const [route, allowed, paths] of pages) {
      if (!allowed.includes(who)) continue;
      const addresses = typeof paths === 'function' ? await paths(page) : paths;
      assert.ok(addresses.length > 0, `no address of ${route} for ${who}`);
      for (const address of addresses) {
        const answer = await page.goto(address);
        assert.ok([200, 422].includes(answer.status()), `${who} ${address}: ${answer.status()}`);
        assert.equal(new URL(page.url()).pathname, address.split('?')[0], 'no other page instead');
        await inspect(page);
        for (const link of await linksAway(page)) away.add(link);
      }
    }
    // No link leads nowhere.
    for (const link of away) {
      const answer = await page.request.get(link, { maxRedirects: 3 });
      assert.ok(answer.ok() || answer.status() === 422, `${who}: a link leads to ${link}, which answers ${answer.status()}`);
    }
  });

test('what is missing or not theirs is a page too', { timeout: 240_000 }, async () => {
  const nobody = await hero.visitor();
  assert.equal((await nobody.goto('/tidak-ada')).status(), 404);
  await inspect(nobody);
  const sari = await hero.as('sari');
  const [foreign] = await linksOn(await hero.as('joko'), '/tiket', 'table.tickets a');
  for (const [path, status] of [[foreign, 404], ['/tiket/buat?layanan=hero', 404], ['/petugas', 403], ['/supervisor', 403], ['/admin', 403]]) {
    assert.equal((await sari.goto(path)).status(), status, path);
    await inspect(sari);
  }
  const budi = await hero.as('budi');
  for (const path of ['/supervisor', '/admin']) assert.equal((await budi.goto(path)).status(), 403, path);
  await inspect(budi);
});

test('the guide to keep is a page of its own', { timeout: 240_000 }, async () => {
  const site = await hero.visitor();
  const links = await linksOn(site, '/unduh', 'main a[download]');
  assert.ok(links.length > 0);
  for (const link of links) {
    const page = await hero.visitor();
    await page.setContent(await (await site.request.get(link)).text());
    await inspect(page);
  }
});

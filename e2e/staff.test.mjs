// How a supervisor leads a team, and how an agent finds what matters in the queue.
import assert from 'node:assert/strict';
import { choose, eventually, fileTicket, inspect, journey, openWork, says, stage, take } from './lib.mjs';

const hero = stage();

const description = 'Tampilan tidak sesuai dengan panduan.';
const button = (page, name) => page.getByRole('button', { name, exact: true });

async function letterTo(page, name, subject) {
  await eventually(async () => {
    await page.goto('/demo/surat');
    return page.getByRole('row').filter({ hasText: name }).filter({ hasText: subject }).count();
  }, `a letter to ${name}: ${subject}`);
}

journey('a supervisor adds an agent, sends one home who hands over open tickets, and calls them back', async () => {
  const dewi = await hero.as('dewi');
  await dewi.goto('/supervisor/agen');
  await dewi.getByRole('link', { name: 'Tambah Agen' }).click();
  await dewi.getByLabel('Email').fill('tono.wijaya@contoh.id');
  await button(dewi, 'Tambah Agen').click();
  await dewi.getByRole('alert').getByRole('link', { name: 'Isi nama lengkap' }).click();
  assert.equal(await dewi.evaluate(() => document.activeElement.id), 'nama', 'the link leads to the field');
  assert.equal(await dewi.getByLabel('Email').inputValue(), 'tono.wijaya@contoh.id', 'what was typed is kept');
  await dewi.getByLabel('Nama Lengkap').fill('Tono Wijaya');
  await dewi.getByLabel('Tim Aplikasi').check();
  await button(dewi, 'Tambah Agen').dblclick();
  await says(dewi, 'Tono Wijaya kini terdaftar sebagai agen.');
  await dewi.getByRole('link', { name: 'Manajemen Agen' }).first().click();
  assert.equal(await dewi.getByRole('row').filter({ hasText: 'Tono Wijaya' }).count(), 1, 'two clicks, one agent');
  await letterTo(dewi, 'Tono Wijaya', 'Anda kini agen HERO');

  // Rina has a ticket on her desk, and is working.
  const ashari = await hero.as('ashari');
  const number = await fileTicket(ashari, { service: 'hero', subject: 'Menu tidak lengkap', description });
  const rina = await hero.as('rina');
  await take(rina, number);

  // Two supervisors' tabs: the second one is told, and nothing happens twice.
  await dewi.goto('/supervisor/agen');
  await dewi.getByRole('link', { name: 'Rina Wulandari' }).click();
  await dewi.getByRole('heading', { name: 'Nonaktifkan agen' }).waitFor();
  await inspect(dewi);
  const late = await dewi.context().newPage();
  await late.goto(dewi.url());
  await choose(dewi.getByLabel('Serahkan tiket terbuka kepada'), 'Budi Santoso');
  await button(dewi, 'Nonaktifkan agen').click();
  await says(dewi, /Rina Wulandari dinonaktifkan\. \d+ tiket terbuka diserahkan kepada Budi Santoso/);
  await button(late, 'Nonaktifkan agen').click();
  await late.getByRole('link', { name: 'Muat ulang halaman tadi' }).click();
  await button(late, 'Aktifkan kembali').waitFor();

  await rina.goto('/petugas');
  await rina.waitForURL((url) => url.pathname === '/masuk');
  await letterTo(dewi, 'Budi Santoso', 'kini Anda tangani');
  await openWork(dewi, number);
  await says(dewi, 'Dewi Anggraini menugaskan tiket ini kepada Budi Santoso.');

  await late.bringToFront();
  await button(late, 'Aktifkan kembali').click();
  await button(late, 'Nonaktifkan agen').waitFor();
  const again = await hero.as('rina');
  await again.goto('/petugas?tampilan=saya');
  await says(again, 'Antrean kosong.');
});

journey('an escalation goes to another agent with the words of the supervisor, and its first agent learns of it', async () => {
  const joko = await hero.as('joko');
  const number = await fileTicket(joko, { service: 'kudagang', subject: 'Etalase tertukar', description });
  const budi = await hero.as('budi');
  await take(budi, number);
  await budi.locator('summary', { hasText: 'Eskalasi ke Supervisor' }).click();
  await budi.getByLabel('Yang diharapkan').selectOption('Tugaskan kepada petugas lain');
  await budi.getByLabel('Catatan untuk supervisor').fill('Saya belum pernah memindahkan etalase.');
  await button(budi, 'Eskalasi ke Supervisor').click();
  await says(budi, 'Tiket dieskalasi kepada supervisor.');

  const dewi = await hero.as('dewi');
  await dewi.goto('/supervisor/eskalasi');
  await dewi.getByRole('link', { name: 'Etalase tertukar' }).click();
  await dewi.getByLabel('Arahan').fill('Rina pernah memindahkan etalase.');
  await button(dewi, 'Tugaskan').click();
  await dewi.getByRole('alert').getByText('Pilih agen').waitFor();
  assert.equal(await dewi.getByLabel('Arahan').inputValue(), 'Rina pernah memindahkan etalase.', 'what was typed is kept');
  await choose(dewi.getByLabel('Tugaskan kepada'), 'Rina Wulandari');
  await button(dewi, 'Tugaskan').dblclick();
  await says(dewi, `Tiket ${number} ditugaskan kepada Rina Wulandari.`);

  const rina = await hero.as('rina');
  await rina.goto('/petugas?tampilan=saya');
  await rina.getByRole('link', { name: 'Etalase tertukar' }).click();
  await says(rina, 'Rina pernah memindahkan etalase.');
  await says(rina, 'Saya belum pernah memindahkan etalase.');
  await letterTo(dewi, 'Rina Wulandari', `[${number}] Tiket ditugaskan kepada Anda`);
  await letterTo(dewi, 'Budi Santoso', `[${number}] Tiket dialihkan kepada Rina Wulandari`);
});

journey('an agent narrows the queue by kind and impact, and the filter stays', async () => {
  const budi = await hero.as('budi', { javaScriptEnabled: false });
  await budi.goto('/petugas?tampilan=semua');
  const all = await budi.locator('.queue li').count();
  await budi.locator('summary', { hasText: 'Saring' }).click();
  await budi.getByLabel('Jenis Tiket').selectOption('Kendala');
  await budi.getByLabel('Tingkat Dampak').selectOption('Tinggi');
  await button(budi, 'Terapkan').click();
  await says(budi, 'Kendala · Tinggi');
  const some = await budi.locator('.queue li').count();
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  await budi.locator('.queue a').first().click();
  await says(budi, 'Kendala · Tinggi');
  const [list, deadline] = await Promise.all(
    ['.queue li', '.queue li .sla'].map((part) => budi.locator(part).first().boundingBox()),
  );
  assert.ok(list.x + list.width - deadline.x - deadline.width < 24, 'the deadline stands at the right edge');
  await budi.getByRole('link', { name: 'Hapus saringan' }).click();
  assert.equal(await budi.locator('.queue li').count(), all);
});

journey('an administrator keeps the holidays', async () => {
  const ratna = await hero.as('ratna');
  await ratna.goto('/admin/kalender');
  await button(ratna, 'Simpan').click();
  await ratna.getByRole('alert').getByRole('link').first().click();
  await ratna.getByLabel('Tanggal').fill('2026-12-31');
  await ratna.getByLabel('Nama hari libur').fill('Inventaris akhir tahun');
  await ratna.getByLabel('Jenis libur').selectOption('Libur khusus');
  await ratna.getByLabel('Dasar penetapan').fill('Surat edaran 12/2026');
  await button(ratna, 'Simpan').click();
  const row = ratna.getByRole('row').filter({ hasText: 'Inventaris akhir tahun' });
  await row.getByRole('button').click();
  await row.waitFor({ state: 'detached' });
});

// What others do while a page is open: a word and a button, and nothing that is being typed is touched.
import assert from 'node:assert/strict';
import { answer, fileTicket, inspect, journey, openWork, says, stage } from './lib.mjs';

const hero = stage();

const description = 'Tombol unduh tidak bereaksi sejak pagi.';
const region = (page) => page.locator('#pesan');
const show = (page) => region(page).getByRole('button', { name: 'Tampilkan' });
const typing = (page) => page.getByRole('textbox', { name: 'Isi tanggapan' });

async function note(page, number, text) {
  await page.goto(`/petugas/tiket/${number}?mode=catatan`);
  await page.locator('#isi').fill(text);
  await page.getByRole('button', { name: 'Simpan Catatan Internal' }).click();
  await page.locator('.message[data-from=catatan]').filter({ hasText: text }).waitFor();
}

journey('a requester is told of an answer while they type, and reads it without losing a word', async () => {
  const sari = await hero.as('sari');
  const number = await fileTicket(sari, { service: 'e-ska', subject: 'Unduhan gagal', description });
  await sari.goto(`/tiket/${number}`);
  await typing(sari).fill('Saya sudah mencoba lagi, dan');
  const budi = await hero.as('budi');
  await note(budi, number, 'Cek log server dahulu.');
  await answer(budi, number, 'Mohon coba dengan peramban lain.');

  await says(sari, '1 tanggapan baru');
  assert.equal(await region(sari).getAttribute('role'), 'status');
  assert.equal(await sari.getByText('Mohon coba dengan peramban lain.').count(), 0, 'nothing moves by itself');
  await inspect(sari);
  await show(sari).click();
  await sari.getByText('Mohon coba dengan peramban lain.').waitFor();
  assert.equal(await typing(sari).inputValue(), 'Saya sudah mencoba lagi, dan');
  assert.equal(await show(sari).count(), 0);

  // Where nothing is typed the whole page is new.
  await typing(sari).fill('');
  await answer(budi, number, 'Sudah kami perbaiki.', 'Kirim dan Resolve');
  await says(sari, '1 tanggapan baru');
  await show(sari).click();
  await sari.locator('#konfirmasi').waitFor();
});

journey('an agent sees that the queue has changed, and what a requester adds to the ticket', async () => {
  const rina = await hero.as('rina');
  await rina.goto('/petugas?tampilan=belum');
  const sari = await hero.as('sari');
  const number = await fileTicket(sari, { service: 'e-ska', subject: 'Sertifikat tidak terbit', description });
  await says(rina, 'Antrean telah berubah.');
  await show(rina).click();
  await rina.getByText(number).first().waitFor();

  await openWork(rina, number);
  await sari.goto(`/tiket/${number}`);
  await typing(sari).fill('Nomor pengajuan 123.');
  await sari.getByRole('button', { name: 'Kirim Tanggapan' }).click();
  await says(rina, '1 tanggapan baru');
  await inspect(rina);
  await show(rina).click();
  await rina.getByText('Nomor pengajuan 123.').waitFor();
});

// Forms: what is wrong is said, what was typed stays, what is sent is sent once.
import assert from 'node:assert/strict';
import {
  answer, eventually, fileTicket, fillTicket, inspect, journey, numberOf, openWork, picture, resolve, says, signIn, stage, take,
} from './lib.mjs';

const hero = stage();

const description = 'Sejak pagi halaman masuk hanya menampilkan layar putih.';
const errorsOf = (page) => page.locator('#ringkasan-kesalahan li').allInnerTexts();

journey('an empty form says what is missing, and the links lead to the fields', async () => {
  const ashari = await hero.as('ashari');
  await ashari.goto('/tiket/buat?layanan=hero');
  await ashari.getByRole('button', { name: 'Ajukan Tiket' }).click();
  await ashari.locator('#ringkasan-kesalahan').waitFor();
  assert.deepEqual(await errorsOf(ashari), [
    'Pilih jenis tiket', 'Pilih tingkat dampak', 'Isi subjek tiket', 'Isi deskripsi',
    'Setujui Syarat dan Ketentuan serta Kebijakan Privasi untuk melanjutkan',
  ]);
  assert.match(await ashari.title(), /^Kesalahan: /);
  assert.equal(await ashari.evaluate(() => document.activeElement.id), 'ringkasan-kesalahan', 'a screen reader reads it first');
  await inspect(ashari);
  for (const link of await ashari.locator('#ringkasan-kesalahan a').all()) {
    await link.click();
    const field = new URL(ashari.url()).hash.slice(1);
    assert.equal(await ashari.evaluate(() => document.activeElement.id), field);
  }
});

journey('mistakes keep every word and every file', async () => {
  const ashari = await hero.as('ashari');
  await ashari.goto('/tiket/buat?layanan=hero');
  await fillTicket(ashari, { subject: 'x'.repeat(123), description, files: [picture('satu.png'), picture('dua.png')] });
  assert.equal(await ashari.locator('#subjek-sisa').innerText(), 'Kurangi 3 karakter');
  await ashari.getByRole('button', { name: 'Ajukan Tiket' }).click();
  await ashari.locator('#ringkasan-kesalahan').waitFor();
  assert.deepEqual(await errorsOf(ashari), ['Subjek tiket paling banyak 120 karakter; kurangi 3 karakter']);
  assert.ok(await ashari.getByRole('radio', { name: 'Kendala' }).isChecked());
  assert.equal(await ashari.getByLabel('Deskripsi').inputValue(), description);
  assert.equal(await ashari.getByLabel('Subjek Tiket').inputValue(), 'x'.repeat(123));
  for (const file of ['satu.png', 'dua.png']) await ashari.getByRole('button', { name: `Hapus ${file}` }).waitFor();
  await inspect(ashari);

  // One of them goes, a refused one never comes, the other is sent.
  await ashari.getByRole('button', { name: 'Hapus dua.png' }).click();
  await ashari.getByRole('button', { name: 'Hapus dua.png' }).waitFor({ state: 'detached' });
  await ashari.getByLabel('Subjek Tiket').fill('Layar putih pada halaman masuk');
  await ashari.getByLabel('Unggah File').setInputFiles([{ name: 'program.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\x90\0 bukan pdf') }]);
  await ashari.getByRole('button', { name: 'Ajukan Tiket' }).click();
  await ashari.locator('#ringkasan-kesalahan').waitFor();
  assert.deepEqual(await errorsOf(ashari), ['program.pdf: isi file tidak sesuai dengan formatnya']);
  await ashari.getByRole('button', { name: 'Hapus satu.png' }).waitFor();
  await ashari.getByRole('button', { name: 'Ajukan Tiket' }).click();
  await says(ashari, 'Tiket berhasil diajukan');
  assert.deepEqual(await ashari.locator('.thread .files a').allInnerTexts(), ['satu.png']);
});

journey('files are told to be too large, empty or too many before they are sent', async () => {
  const ashari = await hero.as('ashari');
  await ashari.goto('/tiket/buat?layanan=hero');
  const files = ashari.getByLabel('Unggah File');
  const chosen = ashari.locator('[data-dipilih] li');
  await files.setInputFiles([{ name: 'besar.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(2 * 1024 * 1024 + 1) }]);
  await chosen.filter({ hasText: 'besar.pdf: ukuran 2,1 MB melebihi batas 2 MB' }).waitFor();
  await files.setInputFiles([{ name: 'kosong.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) }]);
  await chosen.filter({ hasText: 'kosong.pdf: file kosong' }).waitFor();
  await inspect(ashari);
  // Far too large for any body: it does not leave the browser, and no word is lost.
  await ashari.getByLabel('Subjek').fill('Berkas yang sangat besar');
  await files.setInputFiles([{ name: 'raksasa.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(21 * 1024 * 1024) }]);
  await ashari.getByRole('button', { name: 'Ajukan Tiket' }).click();
  await ashari.locator(':focus', { hasText: 'Hapus raksasa.pdf' }).waitFor();
  assert.equal(await ashari.getByLabel('Subjek').inputValue(), 'Berkas yang sangat besar');
  await ashari.getByRole('button', { name: 'Hapus raksasa.pdf' }).click();
  for (const name of ['besar.pdf', 'kosong.pdf']) await ashari.getByRole('button', { name: `Hapus ${name}` }).click();
  await files.setInputFiles(['1', '2', '3', '4', '5', '6'].map((name) => picture(`${name}.png`)));
  await chosen.filter({ hasText: 'Unggah File: paling banyak 5 file' }).waitFor();
  assert.equal(await chosen.filter({ hasText: 'siap dikirim' }).count(), 5);
  // Sent nevertheless, the server says the same, and the five stay.
  await fillTicket(ashari, { subject: 'Enam gambar', description });
  await ashari.getByRole('button', { name: 'Ajukan Tiket' }).click();
  await ashari.locator('#ringkasan-kesalahan').waitFor();
  assert.deepEqual(await errorsOf(ashari), ['Unggah File: paling banyak 5 file']);
  assert.equal(await ashari.getByRole('button', { name: /^Hapus \d\.png/ }).count(), 5);
});

journey('clicking twice makes one ticket', async () => {
  const joko = await hero.as('joko');
  const before = await openTickets(joko);
  await joko.goto('/tiket/buat?layanan=kudagang');
  await fillTicket(joko, { subject: 'Klik dua kali', description });
  await joko.getByRole('button', { name: 'Ajukan Tiket' }).dblclick();
  await says(joko, 'Tiket berhasil diajukan');
  assert.equal(await openTickets(joko), before + 1);
});

for (const javaScriptEnabled of [true, false])
  journey(`going back to a form that was sent makes no second ticket, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
    const joko = await hero.as('joko', { javaScriptEnabled });
    const before = await openTickets(joko);
    const number = await fileTicket(joko, { service: 'kudagang', subject: 'Kembali ke formulir', description });
    await joko.goBack();
    await says(joko, `Tiket ini sudah diajukan sebagai #${number}.`);
    assert.equal(await joko.getByRole('button', { name: 'Ajukan Tiket' }).count(), 0);
    if (javaScriptEnabled) await inspect(joko);
    await joko.getByRole('link', { name: 'Lihat tiket' }).click();
    assert.equal(numberOf(joko), number);
    assert.equal(await openTickets(joko), before + 1);
    await joko.goto('/tiket/kategori');
    await joko.getByRole('link', { name: 'Kudagang' }).click();
    await joko.getByRole('button', { name: 'Ajukan Tiket' }).waitFor();
  });

journey('what is written in a form that was sent before is given back', async () => {
  const joko = await hero.as('joko');
  await joko.goto('/tiket/buat?layanan=kudagang');
  const beside = await joko.context().newPage();
  await beside.goto(joko.url());
  for (const page of [joko, beside]) await fillTicket(page, { subject: 'Satu formulir, dua tab', description });
  await joko.getByRole('button', { name: 'Ajukan Tiket' }).click();
  await says(joko, 'Tiket berhasil diajukan');
  await beside.getByLabel('Deskripsi').fill('Ternyata hanya terjadi pada ponsel.');
  await beside.getByRole('button', { name: 'Ajukan Tiket' }).click();
  await says(beside, `Tiket ini sudah diajukan sebagai #${numberOf(joko)}.`);
  assert.equal(await beside.getByLabel('Deskripsi').inputValue(), 'Ternyata hanya terjadi pada ponsel.');
});

async function openTickets(page) {
  await page.goto('/tiket');
  return Number((await page.getByRole('link', { name: /^Tiket Open/ }).innerText()).match(/\d+/)[0]);
}

journey('a draft is kept while somebody types, and is there after signing out and in again', async () => {
  const sari = await hero.as('sari');
  await sari.goto('/tiket/buat?layanan=kudagang');
  await sari.getByRole('radio', { name: 'Pertanyaan' }).check();
  await sari.getByLabel('Subjek Tiket').fill('Ubah nama toko');
  await sari.getByLabel('Deskripsi').pressSequentially('Bagaimana cara mengubah nama toko kami?');
  await sari.getByText(/Draf tersimpan pukul \d\d\.\d\d/).waitFor();
  await sari.getByRole('button', { name: /Sari Lestari/ }).click();
  await sari.getByRole('button', { name: 'Keluar' }).click();
  await says(sari, 'Anda telah keluar');

  // Nobody else finds it at this browser.
  await sari.goto('/masuk');
  await signIn(sari, 'joko');
  await sari.goto('/tiket/buat?layanan=kudagang');
  assert.equal(await sari.getByLabel('Deskripsi').inputValue(), '');
  await sari.getByRole('button', { name: /Joko Prasetyo/ }).click();
  await sari.getByRole('button', { name: 'Keluar' }).click();

  await sari.goto('/masuk');
  await signIn(sari, 'sari');
  await sari.goto('/tiket/buat?layanan=kudagang');
  await says(sari, 'Anda memiliki draf dari');
  await inspect(sari);
  assert.ok(await sari.getByRole('radio', { name: 'Pertanyaan' }).isChecked());
  assert.equal(await sari.getByLabel('Subjek Tiket').inputValue(), 'Ubah nama toko');
  assert.equal(await sari.getByLabel('Deskripsi').inputValue(), 'Bagaimana cara mengubah nama toko kami?');
  await sari.getByRole('button', { name: 'Buang draf' }).click();
  await sari.getByText('Anda memiliki draf dari').waitFor({ state: 'detached' });
  assert.equal(await sari.getByLabel('Deskripsi').inputValue(), '');
});

journey('a session that has ended while somebody typed loses nothing', async () => {
  const sari = await hero.as('sari');
  await sari.goto('/tiket/buat?layanan=e-ska');
  await sari.getByLabel('Deskripsi').fill('Form E kami');
  await sari.getByText(/Draf tersimpan pukul/).waitFor();
  await sari.context().clearCookies();
  await fillTicket(sari, { subject: 'Form E ditolak', description: 'Form E kami ditolak tanpa alasan.' });
  await sari.getByRole('button', { name: 'Ajukan Tiket' }).click();
  await sari.waitForLoadState();
  assert.equal(new URL(sari.url()).pathname, '/masuk');
  await signIn(sari, 'sari');
  await sari.goto('/tiket/buat?layanan=e-ska');
  assert.match(await sari.getByLabel('Deskripsi').inputValue(), /^Form E kami/);
});

journey('what was typed after the session had ended is there for the same person, and for nobody else', async () => {
  const sari = await hero.as('sari');
  const number = await fileTicket(sari, { service: 'e-ska', subject: 'Sesi habis', description: 'Cetakan SKA kami tanpa tanda tangan.' });
  const typed = 'Tanda tangan pejabat tidak tercetak, hanya kotak kosong.';
  const sendTooLate = async () => {
    await sari.goto(`/tiket/${number}`);
    await sari.context().clearCookies();
    await sari.getByLabel('Isi tanggapan').fill(typed);
    await sari.getByRole('button', { name: 'Kirim Tanggapan' }).click();
    await sari.waitForURL('**/masuk?tujuan=**');
  };
  await sendTooLate();
  await signIn(sari, 'sari');
  assert.equal(new URL(sari.url()).pathname, `/tiket/${number}`);
  assert.equal(await sari.getByLabel('Isi tanggapan').inputValue(), typed);
  await sari.getByRole('button', { name: 'Kirim Tanggapan' }).click();
  await says(sari, 'Tanggapan terkirim.');
  assert.equal(await sari.getByLabel('Isi tanggapan').inputValue(), '', 'what was sent does not come back');

  // A reason is no draft, and no less typed.
  const budi = await hero.as('budi');
  await take(budi, number);
  await resolve(budi, number, 'Silakan dicetak ulang.');
  await sari.goto(`/tiket/${number}`);
  await sari.locator('summary', { hasText: 'Belum' }).click();
  await sari.getByLabel('Jelaskan bagian yang belum terselesaikan').fill(typed);
  await sari.context().clearCookies();
  await sari.getByRole('button', { name: 'Kirim dan Lanjutkan Penanganan' }).click();
  await sari.waitForURL('**/masuk?tujuan=**');
  await signIn(sari, 'sari');
  assert.equal(await sari.getByLabel('Jelaskan bagian yang belum terselesaikan').inputValue(), typed);
  await sari.getByRole('button', { name: 'Kirim dan Lanjutkan Penanganan' }).click();
  await says(sari, 'Tiket dibuka kembali dan petugas telah diberi tahu.');
  assert.deepEqual(await sari.evaluate(() => Object.keys(sessionStorage)), [], 'what has arrived waits no longer');

  await sendTooLate();
  await signIn(sari, 'joko');
  assert.deepEqual(await sari.evaluate(() => Object.keys(sessionStorage)), []);
});

journey('what could not be sent for want of a network is there after a reload', async () => {
  const sari = await hero.as('sari');
  const number = await fileTicket(sari, { service: 'e-ska', subject: 'Cetak SKA', description: 'Cetakan SKA kami tanpa stempel.' });
  await sari.goto(`/tiket/${number}`);
  await sari.context().setOffline(true);
  await sari.getByLabel('Isi tanggapan').fill('Stempelnya ada di halaman kedua.');
  await sari.getByRole('button', { name: 'Kirim Tanggapan' }).click();
  await says(sari, 'Anda sedang luring. Isian Anda tetap tersimpan di perangkat ini.');
  // The saving that fails is the network's fault, and says so in the console.
  await new Promise((resolve) => setTimeout(resolve, 1800));
  await sari.context().setOffline(false);
  await sari.reload();
  assert.equal(await sari.getByLabel('Isi tanggapan').inputValue(), 'Stempelnya ada di halaman kedua.');
  await sari.getByRole('button', { name: 'Kirim Tanggapan' }).click();
  await says(sari, 'Tanggapan terkirim.');
  assert.equal(await sari.locator('.thread').getByText('Stempelnya ada di halaman kedua.').count(), 1);
});

journey('answers are suggested for the subject, and a similar open ticket is named', async () => {
  const ashari = await hero.as('ashari');
  await ashari.goto('/tiket/buat?layanan=hero');
  await ashari.getByLabel('Subjek Tiket').fill('Lupa kata sandi');
  await ashari.getByLabel('Deskripsi').focus();
  await ashari.getByRole('heading', { name: 'Mungkin ini dapat langsung membantu' }).waitFor();
  assert.ok((await ashari.locator('#saran a[href^="/faq/"]').count()) > 0);
  await inspect(ashari);
  const [answer] = await Promise.all([ashari.waitForEvent('popup'), ashari.locator('#saran a').first().click()]);
  await answer.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await ashari.getByLabel('Subjek Tiket').inputValue(), 'Lupa kata sandi', 'the form stays open beside it');

  const number = await fileTicket(ashari, { service: 'jaringan', subject: 'Jaringan lantai dua lambat', description });
  await ashari.goto('/tiket/buat?layanan=jaringan');
  await ashari.getByLabel('Subjek Tiket').fill('Jaringan lantai dua lambat sekali');
  await ashari.getByLabel('Deskripsi').focus();
  await says(ashari, `Anda memiliki tiket serupa yang masih terbuka: #${number}.`);
});

journey('services are found while typing', async () => {
  const ashari = await hero.as('ashari');
  await ashari.goto('/tiket/kategori');
  assert.equal(await ashari.locator('#layanan .groups a[href^="/tiket/buat"]').count(), 35);
  await ashari.getByLabel('Cari layanan').pressSequentially('wifi');
  await ashari.getByText('1 layanan ditemukan').waitFor();
  assert.equal(await ashari.getByLabel('Cari layanan').inputValue(), 'wifi');
  await ashari.getByLabel('Cari layanan').fill('qqqq');
  await says(ashari, 'Layanan tidak ditemukan.');
});

journey('two agents on one ticket: the second is told, and keeps the text', async () => {
  const ashari = await hero.as('ashari');
  const number = await fileTicket(ashari, { service: 'sisp', subject: 'Dua petugas', description });
  const [budi, rina] = [await hero.as('budi'), await hero.as('rina')];
  for (const page of [budi, rina]) await openWork(page, number);
  await budi.getByRole('button', { name: 'Ambil Tiket' }).click();
  await says(budi, 'Tiket Anda ambil.');
  await rina.getByRole('button', { name: 'Ambil Tiket' }).click();
  await says(rina, 'Tiket ini baru saja diambil oleh Budi Santoso.');
  await inspect(rina);

  // While Budi writes, Ashari answers.
  await openWork(budi, number);
  await budi.getByRole('textbox', { name: 'Balas Pemohon' }).fill('Mohon dicoba dengan peramban lain.');
  await ashari.goto(`/tiket/${number}`);
  await ashari.getByLabel('Isi tanggapan').fill('Ternyata hanya di Firefox.');
  await ashari.getByRole('button', { name: 'Kirim Tanggapan' }).click();
  await says(ashari, 'Tanggapan terkirim.');
  await budi.getByRole('button', { name: 'Kirim', exact: true }).click();
  await says(budi, 'Ada tanggapan baru sejak Anda mulai menulis.');
  await says(budi, 'Ternyata hanya di Firefox.');
  assert.equal(await budi.getByRole('textbox', { name: 'Balas Pemohon' }).inputValue(), 'Mohon dicoba dengan peramban lain.');
  await inspect(budi);
  await budi.getByRole('button', { name: 'Tetap Kirim' }).click();
  await says(budi, 'Balasan terkirim.');
});

journey('two tabs of the requester: the second is told what has happened', async () => {
  const ashari = await hero.as('ashari');
  const number = await fileTicket(ashari, { service: 'sisp', subject: 'Dua tab', description });
  const budi = await hero.as('budi');
  await take(budi, number);
  await resolve(budi, number, 'Sudah kami perbaiki.');
  await ashari.goto(`/tiket/${number}`);
  const other = await ashari.context().newPage();
  await other.goto(`/tiket/${number}`);
  await ashari.getByRole('button', { name: 'Ya, Sudah Jelas' }).click();
  await ashari.getByRole('button', { name: 'Lewati dan tutup tiket' }).click();
  await says(ashari, 'telah ditutup');

  await other.getByLabel('Isi tanggapan').fill('Terima kasih, satu pertanyaan lagi.');
  await other.getByRole('button', { name: 'Kirim Tanggapan' }).click();
  await other.waitForLoadState();
  await says(other, 'Tindakan ini tidak dapat dilakukan pada keadaan tiket saat ini.');
  await inspect(other);
  assert.equal(await other.getByLabel('Isian Anda').inputValue(), 'Terima kasih, satu pertanyaan lagi.');
  await other.getByRole('link', { name: 'Muat ulang halaman tadi' }).click();
  await says(other, 'Tiket ini telah ditutup');
});

journey('a password in a reply is asked about first', async () => {
  const ashari = await hero.as('ashari');
  const number = await fileTicket(ashari, { service: 'hero', kind: 'Permohonan', subject: 'Atur ulang akun', description });
  const budi = await hero.as('budi');
  await take(budi, number);
  await budi.getByRole('textbox', { name: 'Balas Pemohon' }).fill('Kata sandi: Rahasia123');
  await budi.getByRole('button', { name: 'Kirim', exact: true }).click();
  await budi.getByLabel('Saya sudah memeriksa').waitFor();
  await inspect(budi);
  assert.equal(await budi.getByRole('textbox', { name: 'Balas Pemohon' }).inputValue(), 'Kata sandi: Rahasia123');
  await budi.getByRole('textbox', { name: 'Balas Pemohon' }).fill('Tautan untuk mengatur ulang sudah dikirim.');
  await budi.getByRole('button', { name: 'Kirim', exact: true }).click();
  await says(budi, 'Balasan terkirim.');
});

journey("an agent's reply is a draft until it is sent", async () => {
  const ashari = await hero.as('ashari');
  const number = await fileTicket(ashari, { service: 'sisp', subject: 'Draf petugas', description });
  const budi = await hero.as('budi');
  await take(budi, number);
  await budi.getByRole('textbox', { name: 'Balas Pemohon' }).fill('Setengah jalan');
  await budi.getByText(/Draf tersimpan pukul/).waitFor();
  await budi.goto('/petugas');
  await openWork(budi, number);
  assert.equal(await budi.getByRole('textbox', { name: 'Balas Pemohon' }).inputValue(), 'Setengah jalan');
  await answer(budi, number, 'Sampai di tujuan.');
  await openWork(budi, number);
  assert.equal(await budi.getByRole('textbox', { name: 'Balas Pemohon' }).inputValue(), '');
});

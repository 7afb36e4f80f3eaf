// A ticket's whole life, told once for each database.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  answer, choose, eventually, fillTicket, fileTicket, inspect as look, journey, numberOf, numberPattern, openWork, picture, resolve, says, signIn, stage,
  take,
} from './lib.mjs';

const secret = 'Nomor pengajuan kami berakhir dengan 4711-RAHASIA.';
const solution = 'Penyebabnya sudah kami perbaiki; silakan keluar dan masuk kembali (KUNCI-SOLUSI).';

function readQr(path) {
  const run = spawnSync('zbarimg', ['--quiet', '--raw', path], { encoding: 'utf8', timeout: 20_000 });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout.trim();
}

// The letters about a ticket as the demo shows them: subject and path, the newest first.
async function lettersAbout(page, number) {
  await page.goto('/demo/surat');
  return page
    .getByRole('link', { name: number })
    .evaluateAll((links) => links.map((link) => ({ subject: link.textContent, path: link.getAttribute('href') })));
}

export function lifeOfATicket(engine) {
  const hero = stage({ engine });
  // The pages are the same on either database: one look at them is enough.
  const inspect = engine === 'sqlite' ? look : async () => {};

  journey('a requester from outside files, an agent resolves, the requester confirms, rates and the ticket is closed', async () => {
    // She finds the way from the first page, and signs in where it is needed.
    const sari = await hero.visitor({ permissions: ['clipboard-read', 'clipboard-write'] });
    await sari.goto('/');
    await inspect(sari);
    await sari.getByRole('main').getByRole('link', { name: 'Buat Tiket' }).first().click();
    await signIn(sari, 'sari');
    await sari.waitForURL('**/tiket/kategori');
    const services = await sari.locator('#layanan .groups a[href^="/tiket/buat"]').allInnerTexts();
    assert.equal(services.length, 6, `what somebody from outside may ask for: ${services}`);
    await inspect(sari);

    await sari.getByRole('link', { name: /^E-SKA/ }).click();
    await inspect(sari);
    const subject = 'Nomor PEB tidak ditemukan pada Form D';
    await fillTicket(sari, { kind: 'Kendala', impact: 'Sedang', subject, description: `Pengajuan kami ditolak. ${secret}`, files: [picture()] });
    await sari.getByRole('button', { name: 'Ajukan Tiket' }).click();
    await says(sari, 'Tiket berhasil diajukan');
    const number = numberOf(sari);
    await inspect(sari);
    await sari.getByRole('link', { name: 'layar.png' }).waitFor();

    // The number: to copy, to scan, to print.
    await sari.getByRole('button', { name: 'Salin nomor tiket' }).click();
    await says(sari, 'Tersalin.');
    assert.equal(await sari.evaluate(() => navigator.clipboard.readText()), number);
    const [download] = await Promise.all([sari.waitForEvent('download'), sari.getByRole('link', { name: 'Download QR Code' }).click()]);
    assert.equal(download.suggestedFilename(), `HERO-${number}.png`);
    assert.equal(readQr(await download.path()), `${hero.url}/lacak/${number}`);
    await sari.addInitScript(() => {
      window.print = () => document.documentElement.setAttribute('data-printed', '');
    });
    await sari.getByRole('link', { name: 'Cetak bukti tiket' }).click();
    await sari.getByRole('heading', { name: 'Bukti tiket' }).waitFor();
    await inspect(sari);
    await sari.getByRole('button', { name: 'Cetak bukti tiket' }).click();
    await sari.locator('html[data-printed]').waitFor();
    await sari.emulateMedia({ media: 'print' });
    assert.ok(await sari.getByText(`#${number}`).first().isVisible());
    assert.ok(!(await sari.getByRole('button', { name: 'Cetak bukti tiket' }).isVisible()), 'no button on paper');
    for (const paper of [{ preferCSSPageSize: true }, { format: 'A4' }, { format: 'A5' }]) {
      const sheets = (await sari.pdf(paper)).toString('latin1').match(/\/Type \/Page\b/g);
      assert.equal(sheets.length, 1, `the receipt is one sheet: ${JSON.stringify(paper)}`);
    }
    await sari.emulateMedia({ media: 'screen' });

    // Budi finds it among those nobody has taken.
    const budi = await hero.as('budi');
    await budi.goto('/petugas?tampilan=belum');
    await budi.getByRole('link', { name: subject }).click();
    await inspect(budi);
    await budi.getByRole('button', { name: 'Ambil Tiket' }).click();
    await says(budi, 'Tiket Anda ambil.');
    await budi.getByRole('textbox', { name: 'Balas Pemohon' }).fill(solution);
    await budi.getByRole('button', { name: 'Kirim dan Resolve' }).click();
    await says(budi, 'Balasan terkirim.');
    assert.match(budi.url(), /\/petugas\?tampilan=/, 'the queue is there again');

    // Her list asks the question; she says yes, rates, and it is closed.
    await sari.goto('/tiket');
    const row = sari.getByRole('row').filter({ hasText: number });
    await row.getByText('Solusi sudah ditanggapi?').waitFor();
    await inspect(sari);
    await row.getByRole('link').click();
    await sari.getByRole('heading', { name: 'Solusi sudah ditanggapi?' }).waitFor();
    await says(sari, solution);
    await inspect(sari);
    await sari.getByRole('button', { name: 'Ya, Sudah Jelas' }).click();
    await sari.getByRole('heading', { name: 'Bagaimana penyelesaian tiket ini?' }).waitFor();
    await inspect(sari);
    await sari.getByRole('button', { name: 'Kirim Penilaian dan Tutup Tiket' }).click();
    await sari.getByRole('alert').getByRole('link', { name: 'Pilih tingkat kepuasan' }).waitFor();
    await inspect(sari);
    await sari.getByRole('radio', { name: 'Sangat puas' }).check();
    await sari.getByLabel('Masukan untuk kami').fill('Cepat dan jelas.');
    await sari.getByRole('button', { name: 'Kirim Penilaian dan Tutup Tiket' }).click();
    await sari.getByRole('heading', { name: 'Terima kasih atas penilaian Anda' }).waitFor();
    await inspect(sari);
    await sari.getByRole('link', { name: 'Lihat tiket' }).click();
    await sari.getByRole('main').locator('[data-status=close]').first().waitFor();
    await says(sari, 'Ditutup oleh pemohon');
    await inspect(sari);
    await sari.goto('/tiket?tab=close');
    await sari.getByRole('row').filter({ hasText: number }).waitFor();

    // Anybody may follow it by its number, and learns nothing else.
    const visitor = await hero.visitor();
    await visitor.goto('/lacak');
    await visitor.getByLabel('Nomor Tiket').fill(` #${number.toLowerCase()} `);
    await visitor.getByRole('button', { name: 'Pencarian' }).click();
    await visitor.getByRole('heading', { name: `Progres tiket ${number}` }).waitFor();
    assert.equal(await visitor.locator('.track li.done').count() + await visitor.locator('.track li[aria-current=step]').count(), 4);
    await inspect(visitor);
    const told = await visitor.content();
    for (const hidden of [subject, secret, solution, 'Sari', 'Budi']) assert.ok(!told.includes(hidden), `a stranger reads: ${hidden}`);

    // A letter for each step, none with a word of what they wrote.
    const letters = await eventually(async () => {
      const letters = await lettersAbout(sari, number);
      return ['telah kami terima', 'Solusi sudah ditanggapi?', 'Tiket telah ditutup'].every((step) =>
        letters.some(({ subject }) => subject.includes(step))) && letters;
    }, 'a letter for each step');
    for (const { path } of letters) {
      await sari.goto(path);
      const letter = await sari.getByRole('main').innerText();
      for (const written of [secret, solution, 'Cepat dan jelas']) assert.ok(!letter.includes(written), `${path} holds: ${written}`);
    }
    await inspect(sari);
    const files = readdirSync(hero.letters).map((name) => readFileSync(join(hero.letters, name), 'utf8'));
    assert.ok(files.some((letter) => letter.includes(number)), 'letters are sent, not only shown');
    assert.ok(!files.some((letter) => /RAHASIA|KUNCI/.test(letter)));
  });

  journey('"Belum" brings the ticket back to its agent with the reason', async () => {
    const ashari = await hero.as('ashari');
    const number = await fileTicket(ashari, {
      service: 'hero', kind: 'Permohonan', subject: 'Mohon akses menu laporan', description: 'Menu laporan belum muncul pada akun saya.',
    });
    const budi = await hero.as('budi');
    await take(budi, number);
    await resolve(budi, number, 'Akses sudah kami berikan.');

    await ashari.goto(`/tiket/${number}`);
    await ashari.locator('summary', { hasText: 'Belum' }).click();
    await ashari.getByRole('button', { name: 'Kirim dan Lanjutkan Penanganan' }).click();
    await ashari.getByRole('alert').getByRole('link', { name: 'Isi penjelasan' }).click();
    assert.equal(await ashari.evaluate(() => document.activeElement.id), 'alasan', 'the link leads to the field');
    await inspect(ashari);
    await ashari.getByLabel('Jelaskan bagian yang belum terselesaikan').fill('Menu laporan masih kosong.');
    await ashari.getByRole('button', { name: 'Kirim dan Lanjutkan Penanganan' }).click();
    await says(ashari, 'Tiket dibuka kembali dan petugas telah diberi tahu.');
    await ashari.getByRole('main').locator('[data-status=diproses]').first().waitFor();

    await budi.goto('/petugas?tampilan=saya');
    await budi.locator('.queue .unread', { hasText: number }).getByRole('link').click();
    await says(budi, 'Menu laporan masih kosong.');
    await resolve(budi, number, 'Menu laporan sudah kami isi.');

    // "Ya" beside words that say the opposite is asked once more.
    await ashari.goto(`/tiket/${number}`);
    await ashari.locator('summary', { hasText: 'Belum' }).click();
    await ashari.getByLabel('Jelaskan bagian yang belum terselesaikan').fill('Masih belum bisa, menunya tetap kosong.');
    await ashari.getByRole('button', { name: 'Ya, Sudah Jelas' }).click();
    await says(ashari, 'Apakah masalahnya benar sudah selesai?');
    await inspect(ashari);
    await ashari.getByRole('button', { name: 'Belum, lanjutkan penanganan' }).click();
    await says(ashari, 'Tiket dibuka kembali dan petugas telah diberi tahu.');
    await says(ashari, 'Masih belum bisa, menunya tetap kosong.');

    // The third time it is right. Closing works without a rating, and he may still come back.
    await resolve(budi, number, 'Sekarang menunya terisi.');
    await ashari.goto(`/tiket/${number}`);
    await ashari.getByRole('button', { name: 'Ya, Sudah Jelas' }).click();
    await ashari.getByRole('button', { name: 'Lewati dan tutup tiket' }).click();
    await says(ashari, `Tiket #${number} telah ditutup (Close).`);
    await ashari.locator('summary', { hasText: 'Buka Kembali' }).click();
    await ashari.getByLabel('Jelaskan bagian yang belum terselesaikan').fill('Hari ini kosong lagi.');
    await ashari.getByRole('button', { name: 'Buka Kembali' }).click();
    await says(ashari, 'Tiket dibuka kembali dan petugas telah diberi tahu.');
  });

  journey('an agent escalates, the supervisor assigns somebody else, who asks back and resolves', async () => {
    const ashari = await hero.as('ashari');
    const number = await fileTicket(ashari, {
      service: 'inatrade', subject: 'Tarif pada izin impor keliru', description: 'Tarif pada lembar izin berbeda dengan tabel resmi.',
    });
    const budi = await hero.as('budi');
    await take(budi, number);
    await budi.getByRole('link', { name: 'Catatan Internal' }).click();
    await budi.getByRole('textbox', { name: 'Catatan Internal' }).fill('Tabel HS 2026 belum dimuat.');
    await inspect(budi);
    await budi.getByRole('button', { name: 'Simpan Catatan Internal' }).click();
    await says(budi, 'Catatan tersimpan.');
    await budi.locator('summary', { hasText: 'Eskalasi ke Supervisor' }).click();
    await budi.getByLabel('Alasan eskalasi').selectOption('Memerlukan keahlian lain');
    await budi.getByLabel('Yang diharapkan').selectOption('Tugaskan kepada petugas lain');
    await budi.getByLabel('Catatan untuk supervisor').fill('Perlu orang yang memegang tabel HS.');
    await inspect(budi);
    await budi.getByRole('button', { name: 'Eskalasi ke Supervisor' }).click();
    await says(budi, 'Tiket dieskalasi kepada supervisor.');

    const dewi = await hero.as('dewi');
    await dewi.goto('/supervisor/eskalasi');
    await inspect(dewi);
    await dewi.getByRole('listitem').filter({ hasText: number }).getByRole('link').first().click();
    await says(dewi, 'Perlu orang yang memegang tabel HS.');
    await inspect(dewi);
    await dewi.getByLabel('Arahan').fill('Rina memegang tabel ini.');
    await choose(dewi.getByLabel('Tugaskan kepada'), 'Rina Wulandari');
    await dewi.getByRole('button', { name: 'Tugaskan' }).click();
    await says(dewi, `Tiket ${number} ditugaskan kepada Rina Wulandari.`);

    const rina = await hero.as('rina');
    await rina.goto('/petugas?tampilan=saya');
    await rina.getByRole('link', { name: 'Tarif pada izin impor keliru' }).click();
    await says(rina, 'Rina memegang tabel ini.');
    await answer(rina, number, 'Mohon kirim pindaian lembar izinnya.', 'Kirim, Menunggu Pemohon');
    await ashari.goto('/tiket');
    await ashari.getByRole('row').filter({ hasText: number }).getByText('Perlu tanggapan Anda').waitFor();
    await ashari.goto(`/tiket/${number}`);
    await inspect(ashari);
    const read = await ashari.content();
    for (const internal of ['Tabel HS 2026 belum dimuat.', 'Perlu orang yang memegang', 'Rina memegang'])
      assert.ok(!read.includes(internal), `the requester reads: ${internal}`);
    await ashari.getByLabel('Isi tanggapan').fill('Terlampir pindaiannya.');
    await ashari.getByLabel('Unggah File').setInputFiles([picture('izin.png')]);
    await ashari.getByRole('button', { name: 'Kirim Tanggapan' }).click();
    await says(ashari, 'Tanggapan terkirim.');

    await openWork(rina, number);
    const [file] = await Promise.all([rina.waitForEvent('download'), rina.getByRole('link', { name: 'izin.png' }).click()]);
    assert.deepEqual(readFileSync(await file.path()), picture().buffer, 'the file as it was sent');
    await resolve(rina, number, 'Tarif pada izin sudah kami perbaiki.');
    await ashari.goto(`/tiket/${number}`);
    await ashari.getByRole('button', { name: 'Ya, Sudah Jelas' }).click();
    await ashari.getByRole('radio', { name: 'Puas', exact: true }).check();
    await ashari.getByRole('button', { name: 'Kirim Penilaian dan Tutup Tiket' }).click();
    await ashari.getByRole('heading', { name: 'Terima kasih atas penilaian Anda' }).waitFor();
  });

  journey('a supervisor gives new tickets to an agent', async () => {
    const joko = await hero.as('joko');
    const ticket = { service: 'kudagang', kind: 'Pertanyaan', description: 'Bagaimana cara mengganti logo toko kami?' };
    const first = await fileTicket(joko, { ...ticket, subject: 'Logo toko' });
    const second = await fileTicket(joko, { ...ticket, subject: 'Spanduk toko' });
    assert.match(second, numberPattern);

    const dewi = await hero.as('dewi');
    await dewi.goto('/supervisor/penugasan');
    await inspect(dewi);
    for (const number of [first, second]) await dewi.getByRole('row').filter({ hasText: number }).getByRole('checkbox').check();
    const team = dewi.getByRole('region', { name: 'Tim Aplikasi' });
    await choose(team.getByLabel('Tugaskan kepada'), 'Budi Santoso');
    await team.getByRole('button', { name: 'Tugaskan' }).click();

    // What would happen is shown first; the way back loses nothing.
    await dewi.getByRole('heading', { name: 'Periksa penugasan' }).waitFor();
    await inspect(dewi);
    await dewi.getByRole('link', { name: 'Kembali dan ubah' }).click();
    await dewi.getByRole('row').filter({ hasText: first }).getByRole('checkbox', { checked: true }).waitFor();
    await team.getByRole('button', { name: 'Tugaskan' }).click();
    await dewi.getByRole('button', { name: 'Tugaskan 2 tiket' }).click();
    await says(dewi, '2 tiket ditugaskan kepada Budi Santoso.');

    const budi = await hero.as('budi');
    await budi.goto('/petugas?tampilan=saya');
    for (const subject of ['Logo toko', 'Spanduk toko']) await budi.getByRole('link', { name: subject }).waitFor();
  });
}

// The same desk by other ways: without JavaScript on a phone, by keyboard alone, in English.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fillTicket, fileTicket, inspect, journey, numberOf, openWork, picture, resolve, says, signIn, stage, take } from './lib.mjs';

const hero = stage();

const description = 'Unduhan data ekspor berhenti pada halaman ketiga.';

journey('without JavaScript, on a phone: the whole way of a requester', async () => {
  const joko = await hero.visitor({ width: 320, javaScriptEnabled: false, hasTouch: true });
  await joko.goto('/');
  await joko.getByRole('main').getByRole('link', { name: 'Buat Tiket' }).first().click();
  await signIn(joko, 'joko');
  await joko.getByLabel('Cari layanan').fill('single');
  await joko.getByRole('button', { name: 'Pencarian' }).click();
  await says(joko, '1 layanan ditemukan');
  await joko.getByRole('link', { name: /^Single Sign On/ }).click();

  // Half filled: everything typed and chosen is there again.
  await joko.getByLabel('Deskripsi').fill(description);
  await joko.getByLabel('Unggah File').setInputFiles([picture('galat.png')]);
  await joko.getByRole('button', { name: 'Ajukan Tiket' }).click();
  await says(joko, 'Terdapat kesalahan');
  await joko.getByRole('link', { name: 'Isi subjek tiket' }).click();
  await joko.getByRole('button', { name: 'Hapus galat.png' }).waitFor();
  assert.equal(await joko.getByLabel('Deskripsi').inputValue(), description);

  await fillTicket(joko, { subject: 'Unduhan berhenti', description });
  await joko.getByRole('button', { name: 'Ajukan Tiket' }).dblclick();
  await says(joko, 'Tiket berhasil diajukan');
  const number = numberOf(joko);
  await joko.getByRole('link', { name: 'galat.png' }).waitFor();
  assert.equal(await joko.getByRole('button', { name: 'Salin nomor tiket' }).count(), 0, 'no button that does nothing');
  await joko.getByRole('navigation', { name: 'Navigasi cepat' }).getByRole('link', { name: 'Daftar Tiket' }).click();
  assert.equal(await joko.getByRole('row').filter({ hasText: 'Unduhan berhenti' }).count(), 1, 'two clicks, one ticket');

  const agus = await hero.as('agus');
  await take(agus, number);
  await resolve(agus, number, 'Unduhan sudah kami perbaiki.');

  await joko.goto('/tiket');
  await joko.getByRole('link', { name: 'Unduhan berhenti' }).click();
  await joko.locator('summary', { hasText: 'Belum' }).click();
  await joko.getByLabel('Jelaskan bagian yang belum terselesaikan').fill('Halaman keempat masih gagal.');
  await joko.getByRole('button', { name: 'Kirim dan Lanjutkan Penanganan' }).click();
  await says(joko, 'Tiket dibuka kembali dan petugas telah diberi tahu.');
  await joko.getByLabel('Isi tanggapan').fill('Pesannya: waktu habis.');
  await joko.getByRole('button', { name: 'Kirim Tanggapan' }).click();
  await says(joko, 'Tanggapan terkirim.');
  await resolve(agus, number, 'Halaman keempat juga.');
  await joko.goto(`/tiket/${number}`);
  await joko.getByRole('button', { name: 'Ya, Sudah Jelas' }).click();
  await joko.getByRole('radio', { name: 'Sangat puas' }).check();
  await joko.getByRole('button', { name: 'Kirim Penilaian dan Tutup Tiket' }).click();
  await says(joko, 'Terima kasih atas penilaian Anda');
  await joko.goto(`/lacak?nomor=${number}`);
  await says(joko, `Progres tiket ${number}`);
  await joko.getByRole('button', { name: 'Buka menu' }).click();
  await joko.getByRole('navigation', { name: 'Navigasi utama' }).getByRole('link', { name: 'FAQ' }).click();
  await joko.locator('.accordion summary').first().click();
  await joko.getByRole('button', { name: /Joko Prasetyo|menu akun/ }).click();
  await joko.getByRole('button', { name: 'Keluar' }).click();
  await says(joko, 'Anda telah keluar');
});

// ---- by keyboard alone ------------------------------------------------------------------------------------------------------

// What has the focus: its name, and whether somebody who looks can see that.
function focused(page) {
  return page.evaluate(() => {
    const here = document.activeElement;
    if (!here || here === document.body) return { name: '', seen: true };
    const name = here.getAttribute('aria-label') ?? here.labels?.[0]?.innerText ?? here.innerText ?? '';
    // The parts of a date field mark themselves.
    const part = here.matches('[type=date], [type=datetime-local]') && !here.matches(':focus');
    const marked = part || [here, here.closest('label'), here.parentElement].some((element) => {
      if (!element) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
    });
    const box = here.getBoundingClientRect();
    const across = [0.1, 0.5, 0.9];
    const uncovered = across.some((x) => across.some((y) => {
      const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
      return top && (here.contains(top) || top.contains(here) || top.closest('label')?.control === here);
    }));
    return { name: name.replace(/\s+/g, ' ').trim(), html: here.outerHTML.slice(0, 120), seen: marked && uncovered, marked, uncovered };
  });
}

// Presses Tab until what has that name has the focus; everything on the way shows that it has it.
async function tabTo(page, name, key = 'Tab') {
  const passed = [];
  for (let steps = 0; steps < 150; ++steps) {
    await page.keyboard.press(key);
    const here = await focused(page);
    assert.ok(here.seen, `${page.url()}: the focus is not to be seen: ${JSON.stringify(here)}`);
    if (name instanceof RegExp ? name.test(here.name) : here.name.startsWith(name)) return;
    passed.push(here.name);
  }
  assert.fail(`${page.url()}: no way to ${name}; passed ${passed.join(', ')}`);
}

journey('an agent goes through the queue by single keys, and can turn them off', async () => {
  const rina = await hero.as('rina');
  const press = async (...keys) => {
    for (const key of keys) await rina.keyboard.press(key);
  };
  await rina.goto('/petugas');
  await press('g', 'b');
  await rina.waitForURL('**/petugas?tampilan=belum*');
  await press('?');
  const keys = rina.getByRole('dialog', { name: 'Pintasan papan ketik' });
  await keys.waitFor();
  await inspect(rina);
  await keys.getByRole('button', { name: 'Tutup' }).click();
  await press('j', 'j', 'k', 'o');
  await rina.waitForURL('**/petugas/tiket/*');
  assert.equal(await rina.locator('.queue a[aria-current]').count(), 1, 'the first of the queue');
  await press('r');
  assert.equal(await rina.evaluate(() => document.activeElement.id), 'isi');
  await rina.keyboard.type('jejak');
  assert.equal(await rina.getByRole('textbox', { name: 'Balas Pemohon' }).inputValue(), 'jejak', 'letters stay letters in a field');
  await rina.getByRole('textbox', { name: 'Balas Pemohon' }).fill('');
  await press('Escape');
  await rina.getByRole('heading', { level: 1 }).click();
  await press('l');
  assert.equal(await rina.evaluate(() => document.activeElement.id), 'layanan');
  await press('Escape', 'x');
  await rina.getByRole('textbox', { name: 'Catatan Internal' }).waitFor();
  await press('u');
  await rina.waitForURL('**/petugas?*');

  await press('?');
  await keys.getByRole('checkbox', { name: 'Matikan pintasan satu tombol' }).check();
  await keys.getByRole('button', { name: 'Tutup' }).click();
  await press('j');
  assert.notEqual(await rina.evaluate(() => document.activeElement.closest('.queue')?.className), 'queue');
  await rina.reload();
  await press('/');
  assert.notEqual(await rina.evaluate(() => document.activeElement.id), 'cari-staf');
  await rina.getByRole('button', { name: /Rina Wulandari/ }).click();
  await rina.getByRole('button', { name: 'Pintasan papan ketik' }).click();
  await keys.getByRole('checkbox').uncheck();
  await keys.getByRole('button', { name: 'Tutup' }).click();
  await press('/');
  assert.equal(await rina.evaluate(() => document.activeElement.id), 'cari-staf');
});

journey('by keyboard alone: a requester files and confirms, an agent resolves', async () => {
  const sari = await hero.visitor();
  const press = (...keys) => keys.reduce((before, key) => before.then(() => sari.keyboard.press(key)), Promise.resolve());
  // Asked for long before it opens: the browser is told to hand choosers over without answering that it will.
  const chooser = sari.waitForEvent('filechooser', { timeout: 100_000 });
  await sari.goto('/tiket/kategori');
  await tabTo(sari, 'Langsung ke isi utama');
  await press('Enter');
  assert.equal(await sari.evaluate(() => document.activeElement.id), 'utama');
  await tabTo(sari, /Sari Lestari/);
  await press('Enter');
  await sari.waitForURL('**/tiket/kategori');
  await tabTo(sari, 'Kudagang');
  await press('Enter');
  await sari.waitForURL('**/tiket/buat?layanan=kudagang&formulir=*');
  await tabTo(sari, 'Pertanyaan');
  await press('Space');
  await tabTo(sari, 'Rendah');
  await press('Space', 'ArrowDown');
  await tabTo(sari, 'Subjek Tiket');
  await sari.keyboard.type('Ukuran foto produk');
  await tabTo(sari, 'Deskripsi');
  await sari.keyboard.type('Berapa ukuran foto produk yang terbaik?');
  await tabTo(sari, 'Unggah File');
  await press('Space');
  await (await chooser).setFiles([picture('foto.png')]);
  await sari.locator('[data-dipilih] li').filter({ hasText: 'foto.png' }).waitFor();
  await tabTo(sari, 'Saya menyetujui');
  await press('Space');
  await tabTo(sari, 'Ajukan Tiket');
  await press('Enter');
  await says(sari, 'Tiket berhasil diajukan');
  await says(sari, 'Sedang');
  const number = numberOf(sari);

  // The menu of the account opens, closes, and gives the focus back.
  await tabTo(sari, /Sari Lestari/);
  await press('Enter');
  await sari.locator('#menu-akun:popover-open').waitFor();
  await tabTo(sari, 'Daftar Tiket');
  await press('Escape');
  await sari.locator('#menu-akun:popover-open').waitFor({ state: 'detached' });
  assert.match((await focused(sari)).name, /Sari Lestari/);

  const budi = await hero.as('budi');
  await budi.goto('/petugas?tampilan=belum');
  await tabTo(budi, 'Ukuran foto produk');
  await budi.keyboard.press('Enter');
  await budi.waitForURL(`**/petugas/tiket/${number}?**`);
  await tabTo(budi, 'Ambil Tiket');
  await budi.keyboard.press('Enter');
  await says(budi, 'Tiket Anda ambil.');
  await tabTo(budi, 'Balas Pemohon');
  await tabTo(budi, 'Balas Pemohon');
  await budi.keyboard.type('Seribu kali seribu piksel.');
  await tabTo(budi, 'Kirim dan Resolve');
  await budi.keyboard.press('Enter');
  await says(budi, 'Balasan terkirim.');

  await sari.goto(`/tiket/${number}`);
  await tabTo(sari, 'Belum');
  await press('Enter');
  await tabTo(sari, 'Jelaskan bagian');
  await tabTo(sari, 'Belum', 'Shift+Tab');
  await press('Enter');
  await tabTo(sari, 'Ya, Sudah Jelas', 'Shift+Tab');
  await press('Enter');
  await sari.waitForURL('**/penilaian');
  await tabTo(sari, 'Tidak puas');
  await press('Space', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  assert.ok(await sari.getByRole('radio', { name: 'Sangat puas' }).isChecked());
  await tabTo(sari, 'Kirim Penilaian dan Tutup Tiket');
  await press('Enter');
  await says(sari, 'Terima kasih atas penilaian Anda');
});

journey('on a phone nothing hides what has the focus', async () => {
  const ashari = await hero.as('ashari', { width: 320 });
  await ashari.setViewportSize({ width: 320, height: 600 });
  const number = await fileTicket(ashari, { service: 'hero', subject: 'Fokus', description });
  for (const path of ['/', '/tiket', `/tiket/${number}`, '/tiket/buat?layanan=izin-data-center']) {
    await ashari.goto(path);
    await tabTo(ashari, 'Pengaduan pelayanan publik');
  }
});

// ---- in English -----------------------------------------------------------------------------------------------------------------

const words = (lang) => {
  const file = readFileSync(new URL(`../locale/${lang}.po`, import.meta.url), 'utf8');
  return new Map([...file.matchAll(/^msgid "(.+)"\nmsgstr "(.*)"$/gm)].map(([, key, text]) => [key, text]));
};

// Texts on the page that are words of the Indonesian list and not of the English one, or that sound Indonesian;
// names, and what is marked as Indonesian, may be.
async function indonesianOn(page, { stories = '' } = {}) {
  const english = new Set(words('en').values());
  const indonesian = new Set([...words('id').values()].filter((text) => text && !english.has(text)));
  const texts = await page.evaluate((stories) => {
    const found = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode;
      if (parentElement.closest('[lang]').lang === 'en' && !(stories && parentElement.closest(stories))) found.push(data.trim());
    }
    for (const element of document.querySelectorAll('[placeholder], [aria-label], [title], [data-busy]'))
      for (const name of ['placeholder', 'aria-label', 'title', 'data-busy']) found.push(element.getAttribute(name) ?? '');
    return found.filter(Boolean);
  }, stories);
  return texts.filter((text) => indonesian.has(text) || /\b(yang|tidak|untuk|dengan|Anda|adalah|belum|sudah|petugas)\b/.test(text));
}

journey('in English: a requester files, an agent resolves, nothing Indonesian is left', async () => {
  const sari = await hero.visitor({ locale: 'en-GB' });
  await sari.goto('/');
  await sari.getByRole('link', { name: 'English' }).first().click();
  await sari.getByRole('heading', { name: 'How can we help?' }).waitFor();
  for (const path of ['/', '/faq', '/faq?cari=qqqq', '/lacak', '/lacak?nomor=1', '/unduh', '/kontak', '/masuk', '/aksesibilitas', '/privasi', '/syarat-ketentuan', '/tidak-ada']) {
    await sari.goto(path);
    assert.equal(await sari.getAttribute('html', 'lang'), 'en');
    assert.deepEqual(await indonesianOn(sari), [], path);
  }
  await sari.goto('/tiket/kategori');
  await signIn(sari, 'sari');
  assert.deepEqual(await indonesianOn(sari), []);
  await sari.goto('/tiket/buat?layanan=kudagang');
  assert.deepEqual(await indonesianOn(sari), []);
  await sari.getByRole('button', { name: 'Submit Ticket' }).click();
  await says(sari, 'There is a problem');
  assert.match(await sari.title(), /^Error: /);
  assert.deepEqual(await indonesianOn(sari), []);
  await inspect(sari);
  await sari.getByRole('radio', { name: 'Problem' }).check();
  await sari.getByRole('radio', { name: 'Low' }).check();
  await sari.getByLabel('Ticket subject').fill('Photo upside down');
  await sari.getByLabel('Description').fill('The photo of our product is upside down.');
  await sari.getByRole('checkbox', { name: 'I agree to' }).check();
  await sari.getByRole('button', { name: 'Submit Ticket' }).click();
  await says(sari, 'Ticket submitted');
  const number = numberOf(sari);
  assert.deepEqual(await indonesianOn(sari), []);
  await inspect(sari);

  const budi = await hero.as('budi');
  await budi.goto('/akun?lang=en');
  await openWork(budi, number);
  await budi.getByRole('button', { name: 'Take ticket' }).click();
  await says(budi, 'You took the ticket.');
  assert.deepEqual(await indonesianOn(budi, { stories: '.queue, option, #tampilan' }), []);
  await inspect(budi);
  await budi.getByRole('textbox', { name: 'Reply to requester' }).fill('It is the right way round now.');
  await budi.getByRole('button', { name: 'Send and resolve' }).click();
  await says(budi, 'Reply sent.');

  await sari.goto(`/tiket/${number}`);
  assert.deepEqual(await indonesianOn(sari), []);
  await sari.getByRole('button', { name: 'Yes, it is clear' }).click();
  assert.deepEqual(await indonesianOn(sari), []);
  await sari.getByRole('radio', { name: 'Very satisfied' }).check();
  await sari.getByRole('button', { name: 'Send rating and close ticket' }).click();
  await says(sari, 'Thank you for your rating');
  assert.deepEqual(await indonesianOn(sari), []);
  await sari.getByRole('link', { name: 'View the ticket' }).click();
  await says(sari, 'Closed by the requester');
  for (const path of [`/tiket/${number}`, `/tiket/${number}/cetak`, `/lacak/${number}`, '/akun']) {
    await sari.goto(path);
    assert.deepEqual(await indonesianOn(sari), [], path);
  }

  for (const [who, paths] of [
    ['dewi', ['/supervisor', '/supervisor/penugasan', '/supervisor/eskalasi', '/supervisor/agen', '/supervisor/agen/baru', '/supervisor/tim']],
    ['ratna', ['/admin', '/admin/pengguna', '/admin/kalender', '/admin/sistem', '/admin/audit', '/admin/tiket', '/demo/surat']],
  ]) {
    const page = await hero.as(who);
    await page.goto('/akun?lang=en');
    for (const path of paths) {
      await page.goto(path);
      // Subjects and notes are what people wrote, in their language.
      assert.deepEqual(await indonesianOn(page, { stories: 'main th[scope=row], .kept-lines, .sheets h2, tbody td' }), [], path);
    }
  }
});

// Signing in with more than a password, and the page on which one sees from where one is signed in.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect, journey, says, stage } from './lib.mjs';

const program = join(dirname(fileURLToPath(import.meta.url)), '../build/hero');
const hero = stage();
const password = 'kuda besi biru laut';

// As an operator on the server.
function operate(...command) {
  const run = spawnSync(program, ['user', ...command], {
    env: { ...process.env, HERO_DATA: dirname(hero.letters) },
    input: `${password}\n`,
    encoding: 'utf8',
    timeout: 30_000,
  });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout;
}
const addUser = (name, role, ...more) => operate('add', name, '--role', role, '--email', `${name}@contoh.id`, ...more);

// What an authenticator app shows (RFC 6238) for the key that was typed into it.
function codeOf(key, time = Date.now()) {
  const bits = [...key].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(time / 30_000)));
  const mac = createHmac('sha1', secret).update(step).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function passwordStep(page, name) {
  await page.goto('/masuk');
  await page.getByLabel('Nama pengguna').last().fill(name);
  await page.getByLabel('Kata sandi').last().fill(password);
  await page.getByLabel('Kata sandi').last().press('Enter');
}

async function codeStep(page, code) {
  await page.getByLabel('Kode', { exact: true }).fill(code);
  await page.getByRole('main').getByRole('button', { name: 'Masuk' }).click();
}

async function signOut(page) {
  await page.getByRole('button', { name: /menu akun/ }).click();
  await page.getByRole('button', { name: 'Keluar', exact: true }).click();
  await says(page, 'Anda telah keluar');
}

journey('an administrator sets up two-step sign-in and signs in with it', async () => {
  assert.match(addUser('kepala', 'admin'), /authenticator app/);
  const desk = await hero.visitor();
  await passwordStep(desk, 'kepala');
  await says(desk, 'Administrator wajib memakai masuk dua langkah');
  await desk.goto('/admin');
  assert.equal(new URL(desk.url()).pathname, '/akun/dua-langkah', 'nothing else before that');
  await desk.getByLabel('Kata sandi sekarang').fill('bukan itu, kapten');
  await desk.getByRole('button', { name: 'Mulai' }).click();
  await says(desk, 'Kata sandi tidak sesuai');
  await inspect(desk);
  await desk.getByLabel('Kata sandi sekarang').fill(password);
  await desk.getByRole('button', { name: 'Mulai' }).click();
  const key = (await desk.locator('.secret').textContent()).trim();
  await desk.getByRole('img', { name: 'Kode QR untuk aplikasi autentikator' }).waitFor();
  await inspect(desk);
  await desk.getByLabel('Kode dari aplikasi').fill('000000');
  await desk.getByRole('button', { name: 'Aktifkan' }).click();
  await says(desk, 'Kode tidak sesuai');
  // The step before counts too: the one of now is left for the next sign-in.
  await desk.getByLabel('Kode dari aplikasi').fill(codeOf(key, Date.now() - 30_000));
  await desk.getByRole('button', { name: 'Aktifkan' }).click();
  await desk.getByRole('heading', { name: 'Kode pemulihan' }).waitFor();
  const recovery = await desk.locator('.codes li').allTextContents();
  assert.equal(recovery.length, 10);
  await inspect(desk);
  await desk.getByRole('link', { name: 'Selesai' }).click();
  await desk.waitForURL('**/admin');
  await signOut(desk);

  await passwordStep(desk, 'kepala');
  await inspect(desk);
  await codeStep(desk, codeOf(key));
  await desk.waitForURL('**/admin');

  // On the telephone, whose app is gone with the old one.
  const phone = await hero.visitor({ width: 320 });
  await passwordStep(phone, 'kepala');
  await codeStep(phone, recovery[0].toUpperCase());
  await phone.waitForURL('**/admin');

  await desk.goto('/akun');
  await inspect(desk);
  const proveOneself = async (button) => {
    await says(desk, 'Buktikan bahwa ini Anda');
    await desk.getByLabel('Kata sandi sekarang').fill(password);
    await desk.getByRole('button', { name: button }).click();
  };
  await desk.getByRole('button', { name: /^Akhiri sesi/ }).click();
  await inspect(desk);
  await desk.getByLabel('Kata sandi sekarang').fill('bukan itu, kapten');
  await desk.getByRole('button', { name: 'Akhiri sesi' }).click();
  await says(desk, 'Kata sandi tidak sesuai');
  await inspect(desk);
  await proveOneself('Akhiri sesi');
  await says(desk, 'Sesi di perangkat tersebut telah diakhiri');
  await phone.goto('/admin');
  assert.equal(new URL(phone.url()).pathname, '/masuk', 'signed out at once');
  await passwordStep(phone, 'kepala');
  await codeStep(phone, recovery[0]);
  await says(phone, 'Kode tidak sesuai');
  await codeStep(phone, recovery[1]);
  await phone.waitForURL('**/admin');
  await desk.goto('/akun');
  await desk.getByRole('button', { name: 'Keluar dari semua perangkat' }).click();
  await proveOneself('Keluar dari semua perangkat');
  await says(desk, 'Anda telah keluar');
  await phone.goto('/admin');
  assert.equal(new URL(phone.url()).pathname, '/masuk');

  // Telephone and recovery codes are lost: the server lets the administrator in again, to set up anew.
  await passwordStep(phone, 'kepala');
  await codeStep(phone, recovery[2]);
  await phone.waitForURL('**/admin');
  assert.match(operate('drop-second-factor', 'kepala'), /authenticator app/);
  await phone.goto('/admin');
  assert.equal(new URL(phone.url()).pathname, '/masuk');
  await passwordStep(phone, 'kepala');
  await says(phone, 'Administrator wajib memakai masuk dua langkah');
  operate('password', 'kepala');
  await phone.goto('/akun/dua-langkah');
  assert.equal(new URL(phone.url()).pathname, '/masuk');
});

journey('an administrator hands somebody a link for a new password', async () => {
  addUser('lupa', 'agent', '--team', 'tim-aplikasi', '--name', 'Lupa Sandi');
  const ratna = await hero.as('ratna');
  await ratna.goto('/admin/pengguna?cari=lupa');
  await ratna.getByRole('link', { name: 'Lupa Sandi' }).click();
  await inspect(ratna);
  await ratna.getByRole('button', { name: 'Buat tautan kata sandi' }).click();
  const link = (await ratna.locator('#tautan').textContent()).trim();
  await inspect(ratna);
  const lupa = await hero.visitor({ javaScriptEnabled: false });
  await ratna.goto(link);
  await inspect(ratna);
  await lupa.goto(link);
  await lupa.getByLabel('Kata sandi baru').fill(password);
  await lupa.getByLabel('Ulangi kata sandi').fill('lain');
  await lupa.getByRole('button', { name: 'Simpan' }).click();
  await says(lupa, 'Kedua kata sandi tidak sama');
  await lupa.getByLabel('Kata sandi baru').fill(password);
  await lupa.getByLabel('Ulangi kata sandi').fill(password);
  await lupa.getByRole('button', { name: 'Simpan' }).click();
  await says(lupa, 'Kata sandi tersimpan');
  await passwordStep(lupa, 'lupa');
  await lupa.waitForURL('**/petugas');
  await lupa.goto(link);
  await says(lupa, 'Tautan tidak berlaku');
});

journey('an agent changes the password', async () => {
  const fresh = 'lima kapal putih berlayar';
  addUser('ganti', 'agent', '--team', 'tim-aplikasi');
  const desk = await hero.visitor();
  const phone = await hero.visitor({ width: 320, javaScriptEnabled: false });
  await passwordStep(desk, 'ganti');
  await passwordStep(phone, 'ganti');
  await phone.goto('/akun');
  await phone.getByRole('link', { name: 'Ganti kata sandi' }).click();
  const fill = async (present, next, again) => {
    await phone.getByLabel('Kata sandi sekarang').fill(present);
    await phone.getByLabel('Kata sandi baru').fill(next);
    await phone.getByLabel('Ulangi kata sandi').fill(again);
    await phone.getByRole('button', { name: 'Simpan' }).click();
  };
  await fill(password, 'Rahasia123456', 'Rahasia123456');
  await says(phone, 'Kata sandi ini mudah ditebak');
  await fill('bukan itu, kapten', fresh, fresh);
  await says(phone, 'Kata sandi tidak sesuai');
  await fill(password, fresh, fresh);
  await says(phone, 'Kata sandi diganti');
  await desk.goto('/petugas');
  assert.equal(new URL(desk.url()).pathname, '/masuk', 'signed out elsewhere');
  await desk.getByLabel('Nama pengguna').last().fill('ganti');
  await desk.getByLabel('Kata sandi').last().fill(fresh);
  await desk.getByLabel('Kata sandi').last().press('Enter');
  await desk.waitForURL('**/petugas');
  await desk.goto('/akun/sandi');
  await inspect(desk);
  await desk.getByRole('button', { name: 'Simpan' }).click();
  await says(desk, '12 sampai 256 karakter');
  await inspect(desk);
});

journey('an agent makes a token for a program', async () => {
  const budi = await hero.as('budi');
  await budi.goto('/akun');
  await budi.getByRole('link', { name: 'Token API' }).click();
  await budi.getByLabel('Nama token').fill('Papan angka');
  await budi.getByRole('checkbox', { name: 'Membaca tiket' }).check();
  await budi.getByLabel(/Berlaku selama/).fill('366');
  await budi.getByRole('button', { name: 'Buat token' }).click();
  await says(budi, 'Isi jumlah hari antara 1 dan 365');
  await inspect(budi);
  await budi.getByLabel(/Berlaku selama/).fill('30');
  await budi.getByRole('button', { name: 'Buat token' }).click();
  const token = (await budi.locator('#token').textContent()).trim();
  await inspect(budi);
  const ask = () => fetch(`${hero.url}/api/saya`, { headers: { Authorization: `Bearer ${token}` } });
  assert.deepEqual((await (await ask()).json()).lingkup, ['tickets:read']);
  await budi.getByRole('link', { name: 'Selesai' }).click();
  await budi.getByRole('button', { name: 'Cabut Papan angka' }).click();
  await says(budi, 'Token telah dicabut');
  assert.equal((await ask()).status, 401);
});

journey('whoever is still there says so before the session ends, and what was typed waits when nobody did', async () => {
  const budi = await hero.visitor();
  await budi.clock.install();
  await budi.goto('/masuk');
  await budi.click('button[name=orang][value=budi]');
  await budi.waitForURL('**/petugas');
  await budi.goto('/petugas?tampilan=saya');
  await budi.locator('a[href^="/petugas/tiket/"]').first().click();
  await budi.waitForURL('**/petugas/tiket/**');
  const reply = budi.locator('#isi');
  const dialog = budi.getByRole('dialog');
  await budi.clock.fastForward('27:50');
  assert.equal(await dialog.isVisible(), false);
  await budi.clock.fastForward('00:20');
  await says(budi, 'Sesi Anda akan berakhir dalam 2 menit');
  await inspect(budi);
  await dialog.getByRole('button', { name: 'Perpanjang Sesi' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await budi.clock.fastForward('28:10');
  await says(budi, 'Sesi Anda akan berakhir dalam 2 menit');
  await dialog.press('Escape');
  await reply.fill('Sudah kami periksa, tinggal');
  // The clock of the server stands where it stood: there, the session ends like this.
  await budi.context().clearCookies({ name: 'hero' });
  const subject = await budi.locator('h1').textContent();
  await budi.clock.fastForward('02:05');
  await says(budi, 'Sesi Anda telah berakhir');
  const left = await budi.evaluate(() => document.documentElement.textContent);
  assert.equal(left.includes(subject.trim()) || left.includes('Budi Santoso'), false, 'nothing stays on the screen');
  assert.equal(await budi.title(), await dialog.getByRole('heading').textContent());
  await inspect(budi);
  await dialog.getByRole('link', { name: 'Masuk' }).click();
  await budi.click('button[name=orang][value=budi]');
  await budi.waitForURL('**/petugas/tiket/**');
  assert.equal(await reply.inputValue(), 'Sudah kami periksa, tinggal');
});

journey('what was typed in one tab is there when its person signs in again in another', async () => {
  const budi = await hero.as('budi');
  await budi.goto('/petugas?tampilan=saya');
  const place = await budi.locator('a[href^="/petugas/tiket/"]').first().getAttribute('href');
  await budi.goto(`${place.split('?')[0]}?mode=catatan`);
  // The note, and the reasons of whatever can be done with this ticket.
  const fields = await budi.locator('form[method=post] textarea').all();
  assert.ok(fields.length >= 3);
  const typed = await Promise.all(
    fields.map((field, n) =>
      field.evaluate((area, text) => {
        area.value = text;
        area.dispatchEvent(new Event('input', { bubbles: true }));
        return text;
      }, `Setengah jadi ${n}`),
    ),
  );

  const other = await budi.context().newPage();
  await other.goto('/petugas');
  // The clock of the server stands where it stood, and so do those of the tabs: their session ends like this.
  await budi.context().clearCookies({ name: 'hero' });
  await other.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('sesi ')) localStorage.setItem(key, Date.now() - 1);
  });
  await says(budi, 'Sesi Anda telah berakhir');
  await other.goto('/masuk');
  const again = budi.waitForEvent('load');
  await other.click('button[name=orang][value=budi]');
  await other.waitForURL('**/petugas');
  await again;
  assert.deepEqual(await Promise.all(fields.map((field) => field.inputValue())), typed);
  assert.deepEqual(await budi.evaluate(() => Object.keys(sessionStorage)), []);
});

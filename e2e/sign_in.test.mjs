// Signing in as people do: Google and the intranet side by side, each a real OpenID provider.
import assert from 'node:assert/strict';
import { inspect, journey, says, stage } from './lib.mjs';
import { asNeighbours, startProvider } from './provider.mjs';

const rina = { name: 'Rina Wulandari', email: 'rina@kemendag.go.id', email_verified: true };
let google;
let intranet;

const hero = stage({
  async neighbours() {
    google = await startProvider({
      name: 'Google',
      callback: 'masuk/google/kembali',
      people: { rina, palsu: { name: 'Palsu', email: 'palsu@contoh.id', email_verified: false } },
    });
    intranet = await startProvider({
      name: 'Intranet',
      callback: 'masuk/intranet/kembali',
      conform: true,
      people: { rina: { ...rina, groups: [] }, bagus: { name: 'Bagus', email: 'bagus@kemendag.go.id', email_verified: true, groups: ['hero-agen'] } },
    });
    return asNeighbours(google, intranet);
  },
});

// On a provider's page.
async function identify(page, account) {
  await page.getByLabel('Akun').fill(account);
  await page.getByRole('button', { name: 'Lanjut' }).click();
}

const path = (page) => new URL(page.url()).pathname;

journey('with Google: to where one wanted to go, and out again', async () => {
  const page = await hero.visitor();
  await page.goto('/tiket/kategori');
  await says(page, 'Masuk ke HERO');
  await inspect(page);
  await page.getByRole('link', { name: 'Masuk dengan Google' }).click();
  await identify(page, 'rina');
  await page.waitForURL('**/tiket/kategori');
  await says(page, 'Anda pegawai Kementerian Perdagangan?');
  await page.goto('/akun');
  await says(page, 'rina@kemendag.go.id');
  await page.getByRole('button', { name: /Rina Wulandari|menu akun/ }).click();
  await page.getByRole('button', { name: 'Keluar' }).first().click();
  await says(page, 'Anda telah keluar');
  await page.goto('/akun');
  assert.equal(path(page), '/masuk');
});

journey('the same address at both: two people, and only one of them is of the ministry', async () => {
  const outside = await hero.visitor();
  await outside.goto('/masuk/google');
  await identify(outside, 'rina');
  await outside.waitForURL('**/tiket');
  const inside = await hero.visitor();
  await inside.goto('/masuk/intranet?tujuan=/tiket/kategori');
  await identify(inside, 'rina');
  await inside.waitForURL('**/tiket/kategori');
  await outside.goto('/tiket/kategori');
  const services = (page) => page.getByRole('main').getByRole('link').filter({ has: page.locator(':scope') }).count();
  assert.ok((await services(inside)) > (await services(outside)), 'the intranet shows all services');
});

journey('the portal’s link opens HERO signed in, and a group makes an agent', async () => {
  const bagus = await hero.visitor();
  await bagus.goto('/masuk/intranet');
  await identify(bagus, 'bagus');
  await bagus.waitForURL('**/petugas');
  // Who is signed in at the intranet already sees nothing of it.
  await bagus.context().clearCookies({ name: 'hero' });
  await bagus.goto('/masuk/intranet');
  assert.equal(path(bagus), '/petugas');
  intranet.people.bagus.groups = [];
  await bagus.goto('/masuk/intranet');
  assert.equal(path(bagus), '/tiket', 'out of the group, out of the role');
  intranet.people.bagus.groups = ['hero-agen'];
});

journey('cancelled, not verified: each says what happened, and one may try again', async () => {
  const page = await hero.visitor();
  await page.goto('/masuk?tujuan=/akun');
  await page.getByRole('link', { name: 'Masuk dengan Google' }).click();
  await page.getByRole('link', { name: 'Batal' }).click();
  await says(page, 'Proses masuk dibatalkan. Silakan coba lagi.');
  await inspect(page);
  await page.getByRole('link', { name: 'Masuk dengan Google' }).click();
  await identify(page, 'palsu');
  await says(page, 'Kami tidak dapat memverifikasi akun Anda.');
  await page.context().clearCookies();
  await page.goto('/masuk?tujuan=/akun');
  await page.getByRole('link', { name: 'Masuk dengan Google' }).click();
  await identify(page, 'rina');
  await page.waitForURL('**/akun');
});

journey('a provider is away: who is in notices nothing, the other one still lets people in', async () => {
  const inside = await hero.visitor();
  await inside.goto('/masuk/intranet');
  await identify(inside, 'rina');
  await inside.waitForURL('**/tiket');
  await intranet.stop();

  await inside.goto('/akun');
  await says(inside, 'Intranet');
  const late = await hero.visitor();
  await late.goto('/masuk/google');
  await identify(late, 'rina');
  await late.waitForURL('**/tiket');
  // What HERO says once it has noticed: a minute later, which nobody waits for here.
  const answer = await late.goto('/masuk?hasil=layanan');
  assert.equal(answer.status(), 503);
  await says(late, 'Layanan masuk sedang tidak dapat dihubungi.');
  await inspect(late);
  assert.match(hero.problems.splice(0).join(), /^[^,]*answers 503$/);
});

// What open pages cost: `node bench/streams.mjs [10000]` opens so many streams of the agents' queue on a demo of its own
// (build/hero), each of a session of its own, and prints the server's memory and processor time while nothing happens and
// while all of them are told of one change. Any stream that is refused or not told ends with 1.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hero, start } from '../e2e/lib.mjs';

const many = Number(process.argv[2] ?? 10_000);
const folder = mkdtempSync(join(tmpdir(), 'hero-streams-'));
const env = { HERO_DATA: folder, HERO_PORT: '0', HERO_DEMO: 'on', HERO_LIMITS: 'off', HERO_MAIL: 'none' };
hero(['demo'], env);
const server = await start(env);
const { port } = new URL(server.url);

// A request over a connection of its own, which stays open; `heard` gives what has come so far.
function ask(head, body = '') {
  const socket = connect(port, '127.0.0.1');
  const state = { heard: '', socket };
  socket.on('data', (bytes) => (state.heard += bytes));
  socket.on('error', (error) => (state.error = error));
  socket.write(`${head} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${body}`);
  return state;
}
async function until(condition, what, seconds = 120) {
  const end = Date.now() + seconds * 1000;
  while (!condition()) {
    assert.ok(Date.now() < end, `not in time: ${what()}`);
    await sleep(5);
  }
}
const form = (fields, cookie = '') =>
  `Sec-Fetch-Site: same-origin\r\n${cookie && `Cookie: ${cookie}\r\n`}Content-Type: application/x-www-form-urlencoded\r\n` +
  `Content-Length: ${fields.length}\r\nConnection: close\r\n\r\n${fields}`;
async function signIn(who) {
  const answer = ask('POST /masuk/demo', form(`orang=${who}`));
  await until(() => answer.heard.includes('\r\n\r\n'), () => answer.heard);
  return answer.heard.match(/Set-Cookie: (hero=[0-9a-f]{64})/)[1];
}

const used = () => {
  const [, utime, stime] = readFileSync(`/proc/${server.pid}/stat`, 'utf8').match(/\) (?:\S+ ){11}(\d+) (\d+)/);
  const rss = readFileSync(`/proc/${server.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1];
  return { cpu: (Number(utime) + Number(stime)) / 100, mb: Number(rss) / 1024 };
};

try {
  const before = used();
  const streams = [];
  for (let begun = 0; begun < many; begun += 50) {
    const some = await Promise.all(Array.from({ length: Math.min(50, many - begun) }, async () => {
      const stream = ask('GET /petugas/aliran', `Cookie: ${await signIn('rina')}\r\nAccept: text/event-stream\r\n\r\n`);
      await until(() => stream.heard.includes('retry: '), () => stream.heard);
      return stream;
    }));
    streams.push(...some);
  }
  await sleep(3000);
  const opened = used();
  console.log(`${many} streams: ${opened.mb.toFixed(0)} MB, ${before.mb.toFixed(0)} MB before`);
  await sleep(Number(process.env.BENCH_SECONDS ?? 20) * 1000);
  const idle = used();
  console.log(`nothing happens: ${(((idle.cpu - opened.cpu) / Number(process.env.BENCH_SECONDS ?? 20)) * 100).toFixed(1)} % of one processor`);

  const sari = await signIn('sari');
  const page = await (await fetch(`${server.url}/tiket/buat?layanan=e-ska`, { headers: { cookie: sari } })).text();
  const token = page.match(/name="csrf" value="([0-9a-f]+)"/)[1];
  const begun = Date.now();
  const filed = ask('POST /tiket', form(new URLSearchParams({ csrf: token, layanan: 'e-ska', jenis: 'kendala', dampak: 'rendah',
    subjek: 'Lupa kata sandi', deskripsi: 'Mohon bantuan reset kata sandi.', setuju: '1', submit_id: `s${begun}` }).toString(), sari));
  await until(() => filed.heard.startsWith('HTTP/1.1 303'), () => filed.heard);
  await until(() => streams.every((stream) => stream.heard.includes('event: baru')), () => 'somebody was not told');
  const told = used();
  console.log(`one change reaches all of them within ${Date.now() - begun} ms, ${(told.cpu - idle.cpu).toFixed(2)} s of processor time, ` +
    `${told.mb.toFixed(0)} MB`);
  for (const { socket, error } of streams) {
    assert.equal(error, undefined);
    socket.destroy();
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

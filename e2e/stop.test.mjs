// How the program ends when it is told to: what it has begun is finished, and nobody is left waiting.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, hero, journey, start } from './lib.mjs';

const post = 'POST /masuk/demo HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 10\r\n' +
  'Content-Type: application/x-www-form-urlencoded\r\n\r\n';

// A connection of one's own; what came over it until it ended.
function line(port) {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (bytes) => (heard += bytes));
  const ended = new Promise((resolve, reject) => {
    socket.on('end', () => resolve(heard));
    socket.on('error', reject);
  });
  return { say: (text) => new Promise((resolve) => socket.write(text, resolve)), ended, heard: () => heard };
}

journey('on SIGTERM it is not ready at once, finishes requests in flight, ends its streams and exits with 0', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hero-stop-'));
  const env = { HERO_DATA: folder, HERO_PORT: '0', HERO_DEMO: 'on', HERO_MAIL: 'none' };
  hero(['demo'], env);
  const server = await start(env);
  try {
    const { port } = new URL(server.url);
    const host = `Host: 127.0.0.1:${port}\r\n`;
    const signedIn = await fetch(`${server.url}/masuk/demo`, {
      method: 'POST', redirect: 'manual', body: new URLSearchParams({ orang: 'budi' }), headers: { 'sec-fetch-site': 'same-origin' },
    });
    const cookie = signedIn.headers.get('set-cookie').split(';')[0];
    assert.equal((await fetch(`${server.url}/healthz/ready`)).status, 200);

    const stream = line(port);
    await stream.say(`GET /petugas/aliran HTTP/1.1\r\n${host}Cookie: ${cookie}\r\nAccept: text/event-stream\r\n\r\n`);
    await eventually(() => stream.heard().includes('retry: '), 'the stream begins');
    const [form, question] = [line(port), line(port)];
    await form.say(post.replace('Host: 127.0.0.1\r\n', host) + 'oran');
    await question.say('GET /healthz/ready HTTP/1.1\r\n');
    const open = async () => (await (await fetch(`${server.url}/metrics`)).text()).match(/^hero_http_connections (\d+)/m)[1];
    await eventually(async () => Number(await open()) >= 4, 'the beginnings of all requests have arrived');

    server.signal('SIGTERM');
    assert.match(await stream.ended, /^HTTP\/1.1 200 [\s\S]*text\/event-stream/);
    await question.say(`${host}\r\n`);
    assert.match(await question.ended, /^HTTP\/1.1 503 [\s\S]*Connection: close[\s\S]*draining/);
    await form.say('g=sari');
    const answer = await form.ended;
    assert.match(answer, /^HTTP\/1.1 303 /, 'a form that had begun is taken');
    assert.match(answer, /Set-Cookie: hero=[0-9a-f]{64}/);
    await assert.rejects(fetch(`${server.url}/healthz/live`), 'nobody new is taken');
    assert.equal(await server.ended, 0);
    assert.match(server.log(), /"server.draining"[\s\S]*"server.stopped"/);
  } finally {
    server.signal('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
});

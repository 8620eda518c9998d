import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { buildServer, closeServer, listen, route } from './http.ts';
import { defaultLimits } from './http-limits.ts';
import { openLog } from './log.ts';
import { openGate } from './testing.ts';

const empty = z.object({});
const simple = { may: 'anyone', summary: 'For the test.', params: empty, query: empty, reply: empty } as const;
const one = endpoint({ ...simple, method: 'GET', path: '/api/one/:id', params: z.object({ id: z.string() }) });
const change = endpoint({ ...simple, method: 'POST', path: '/api/change', body: z.object({ a: z.string() }) });
const upload = endpoint({ ...simple, method: 'POST', path: '/api/upload', upload: true });
const large = endpoint({ ...simple, method: 'GET', path: '/api/large.txt', reply: z.unknown(), file: ['text/plain'] });
const patient = endpoint({ ...simple, method: 'GET', path: '/api/patient' });

let server: FastifyInstance;
let port: number;
const logged: string[] = [];
/** As the server has them, in a tenth of the time or less. */
const limits = { ...defaultLimits, headersMilliseconds: 400, paceMilliseconds: 200, leastBytes: 1000, connections: 20 };

beforeAll(async () => {
  server = await buildServer({
    config: { maxUnpackedBytes: 1e9 }, log: openLog({ to: { write: (line) => void logged.push(line) } }), webFolder: undefined, gate: openGate, limits,
    routes: [
      route(one, () => ({})), route(change, () => ({})),
      route(upload, async ({ request }) => {
        for await (const part of request.parts()) if (part.type === 'file') for await (const _ of part.file);
        return {};
      }),
      route(large, () => ({ name: 'large.txt', type: 'text/plain; charset=utf-8', body: Readable.from(Array.from({ length: 400 }, () => Buffer.alloc(100_000, 97))) })),
      route(patient, () => pause(1500, {})),
    ],
  });
  port = Number(new URL(await listen(server, 0)).port);
});
afterAll(() => closeServer(server, 100));

type Exchange = { readonly socket: Socket; said(): string; readonly closed: Promise<number> };

/** A connection that says something; `closed` tells after how many milliseconds the server ended it. */
function begin(text: string): Exchange {
  const socket = connect(port, '127.0.0.1');
  let said = '';
  const began = performance.now();
  socket.on('data', (piece) => (said += piece.toString()));
  socket.on('error', () => undefined);
  const closed = new Promise<number>((resolve) => socket.once('close', () => resolve(performance.now() - began)));
  socket.write(text);
  return { socket, said: () => said, closed };
}

const headers = (more: string) => `Host: localhost:${port}\r\n${more}\r\n`;
const errorOf = (said: string) => [Number(said.slice(9, 12)), JSON.parse(said.slice(said.indexOf('\r\n\r\n') + 4)) as unknown] as const;

test('headers that do not come, or come a byte at a time, end the connection', async () => {
  const silent = begin(`GET /api/one/a HTTP/1.1\r\n${headers('').slice(0, -4)}`);
  const dripping = begin('G');
  const drip = setInterval(() => dripping.socket.write('E'), 100);
  expect(await silent.closed).toBeLessThan(3000);
  expect(await dripping.closed).toBeLessThan(3000);
  clearInterval(drip);
  expect(errorOf(silent.said())).toEqual([408, { error: { code: 'bad-request', facts: {} } }]);
});

test('a body of one byte now and then ends the connection, of JSON and of an upload', async () => {
  for (const [path, type, body] of [['change', 'application/json', '{"a":"'], ['upload', 'multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n']] as const) {
    const { socket, closed } = begin(`POST /api/${path} HTTP/1.1\r\n${headers(`Content-Type: ${type}\r\nContent-Length: 60000\r\n`)}${body}`);
    const drip = setInterval(() => socket.write('a'), 50);
    expect(await closed, path).toBeLessThan(3000);
    clearInterval(drip);
  }
  expect(logged.filter((line) => line.includes('fault'))).toEqual([]);
});

test('a body at the pace is taken, however long it takes', async () => {
  const length = 30_000;
  const { socket, said, closed } = begin(`POST /api/change HTTP/1.1\r\n${headers(`Content-Type: application/json\r\nConnection: close\r\nContent-Length: ${length + 8}\r\n`)}{"a":"`);
  for (let sent = 0; sent < length; sent += 1500) {
    await pause(100);
    socket.write('a'.repeat(1500));
  }
  socket.write('"}');
  await closed;
  expect(said()).toMatch(/^HTTP\/1\.1 200 /);
});

test('whoever does not take the reply that he asked for loses the connection; whoever waits for our work does not', async () => {
  const { socket, closed } = begin(`GET /api/large.txt HTTP/1.1\r\n${headers('')}`);
  socket.pause();
  const waiting = begin(`GET /api/patient HTTP/1.1\r\n${headers('Connection: close\r\n')}`);
  await pause(2000);
  socket.resume();
  expect(await closed).toBeLessThan(5000);
  expect(socket.bytesRead).toBeLessThan(40_000_000);
  await waiting.closed;
  expect(waiting.said()).toMatch(/^HTTP\/1\.1 200 /);
});

test('no more connections are held than the server means to, and those that end make room', async () => {
  const many = Array.from({ length: 60 }, () => begin(''));
  await pause(300);
  expect(await new Promise<number>((resolve, reject) => server.server.getConnections((error, count) => (error ? reject(error) : resolve(count))))).toBeLessThanOrEqual(20);
  many.forEach(({ socket }) => socket.destroy());
  await pause(100);
  expect((await fetch(`http://127.0.0.1:${port}/api/one/a`)).status).toBe(200);
});

test('what is no request, or too much of one, is refused in the one error shape and repeats nothing', async () => {
  for (const [text, status, code] of [
    [`GET /api/one/a HTTP/1.1\r\n${headers(`X-A: marker${'a'.repeat(100_000)}\r\n`)}`, 431, 'too-large'],
    [`GET /api/one/${'a'.repeat(20_000)}marker HTTP/1.1\r\n${headers('')}`, 431, 'too-large'],
    [`GET /api/one/a HTTP/1.1\r\n${headers('X-A: a\rmarker: b\r\n')}`, 400, 'bad-request'],
    [`GET /api/one/a HTTP/1.1\r\n${headers('X-A: a\0marker\r\n')}`, 400, 'bad-request'],
    [`MARKER /api/one/a HTTP/1.1\r\n${headers('')}`, 400, 'bad-request'],
    ['marker\r\n\r\n', 400, 'bad-request'],
  ] as const) {
    const { said, closed } = begin(text);
    await closed;
    expect(said().toLowerCase(), text.slice(0, 60)).not.toContain('marker');
    expect(errorOf(said()), text.slice(0, 60)).toEqual([status, { error: { code, facts: {} } }]);
    expect(said()).toContain('x-content-type-options: nosniff');
  }
});

test('an address that cannot be read is refused like any other, and not repeated', async () => {
  for (const [path, status] of [['/api/one/%zzmarker', 400], ['/api/one/%ffmarker', 400], [`/api/one/${'a'.repeat(600)}marker`, 414]] as const) {
    const reply = await fetch(`http://127.0.0.1:${port}${path}`);
    expect([reply.status, await reply.json()], path).toEqual([status, { error: { code: 'bad-request', facts: {} } }]);
    expect([reply.headers.get('cache-control'), reply.headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff']);
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'self'");
  }
});

test('a request under two names, or under one in its first line, is refused', async () => {
  for (const [line, more] of [['/api/one/a', 'Host: evil.example\r\n'], [`http://evil.example/api/one/a`, ''], [`http://localhost:${port}/api/one/a`, '']] as const) {
    const { said, closed } = begin(`GET ${line} HTTP/1.1\r\n${headers(`${more}Connection: close\r\n`)}`);
    await closed;
    expect(errorOf(said())[0], line).toBe(421);
  }
});

test('an upload that is cut is refused, and no fault', async () => {
  for (const body of ['--b', '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\niin,', '--b\r\nContent-Dispo']) {
    const reply = await fetch(`http://127.0.0.1:${port}/api/upload`, { method: 'POST', body, headers: { 'content-type': 'multipart/form-data; boundary=b' } });
    expect([reply.status, await reply.json()], body).toEqual([400, { error: { code: 'bad-request', facts: {} } }]);
  }
});

test('requests one behind the other on a connection are answered each for itself, in their order', async () => {
  const ask = (path: string, more = '') => `GET ${path} HTTP/1.1\r\n${headers(more)}`;
  const { said, closed } = begin(`${ask('/api/one/a')}${ask('/api/none')}${ask('/api/one/b?x=1')}${ask('/api/one/c', 'Connection: close\r\n')}`);
  await closed;
  expect(said().match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404', 'HTTP/1.1 400', 'HTTP/1.1 200']);
});

// No server is asked: no database is opened.
import { copyFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { buildServer, closeServer, listen, route } from './http.ts';
import { openLog } from './log.ts';
import { openGate, testFolder } from './testing.ts';
import { makeTlsPair } from './tls-testing.ts';
import { readTls, watchTls } from './tls.ts';

const folder = testFolder();
const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
const empty = z.object({});
const slow = endpoint({ method: 'GET', path: '/api/slow', may: 'anyone', summary: 'For the test.', params: empty, query: empty, reply: z.object({ at: z.string() }) });
const change = endpoint({ method: 'POST', path: '/api/change', may: 'anyone', summary: 'For the test.', params: empty, query: empty, body: empty, reply: empty });
let release: () => void = () => undefined;
let server: Awaited<ReturnType<typeof buildServer>>;
let port: number;
const told: string[] = [];

function make(name: string, more?: { until: Date }): { cert: string; key: string } {
  const paths = { cert: join(folder, `${name}.cert`), key: join(folder, `${name}.key`) };
  const pair = makeTlsPair(name, more);
  writeFileSync(paths.cert, pair.cert);
  writeFileSync(paths.key, pair.key, { mode: 0o600 });
  return paths;
}

function put({ cert, key }: { cert: string; key: string }): void {
  copyFileSync(cert, files.cert);
  copyFileSync(key, files.key);
}

let stopWatching: () => void;
beforeAll(async () => {
  put(make('first'));
  const log = openLog({ to: { write: (line) => void told.push(line) } });
  const routes = [
    route(slow, async () => {
      await new Promise<void>((resolve) => { release = resolve; });
      return { at: 'the end' };
    }),
    route(change, () => ({})),
  ];
  server = await buildServer({ routes, config: { maxUnpackedBytes: 1000, tls: files }, log, webFolder: undefined, gate: openGate });
  const address = await listen(server, 0);
  expect(address).toMatch(/^https:\/\/localhost:\d+$/);
  port = Number(new URL(address).port);
  stopWatching = watchTls(server.server, files, { log, period: 20 });
});
afterAll(async () => {
  stopWatching();
  await closeServer(server, 1000);
});

const agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
function ask(path: string, more: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, agent, method: more.method ?? 'GET', headers: more.headers ?? {} }, (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (piece: string) => { text += piece; }).on('end', () => resolve({ status: reply.statusCode ?? 0, text })).on('error', reject);
    });
    asked.on('error', reject).end(more.body);
  });
}

/** Shakes hands as a client that takes only these versions; undefined when the server will not. */
function shake(options: { minVersion?: 'TLSv1.2' | 'TLSv1.1'; maxVersion?: 'TLSv1.1' | 'TLSv1.2'; ciphers?: string } = {}): Promise<{ socket: TLSSocket; certificate: PeerCertificate } | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options } as never, () => resolve({ socket, certificate: socket.getPeerCertificate() }));
    socket.on('error', () => resolve(undefined));
  });
}

const nameOf = async (): Promise<string> => {
  const held = await shake();
  held?.socket.destroy();
  return String(held?.certificate.subject.CN);
};

test('files that are missing, no certificate, another one’s key or out of date are refused, and nothing of them is repeated', async () => {
  const [good, other, old] = [make('good'), make('other'), make('old', { until: new Date(Date.now() - 1000) })];
  const broken = join(folder, 'broken');
  writeFileSync(broken, '-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n');
  for (const [pair, why] of [
    [{ ...good, cert: join(folder, 'none') }, /JUMYS_TLS_CERT cannot be read \(ENOENT\)/], [{ ...good, key: join(folder, 'none') }, /JUMYS_TLS_KEY cannot be read/],
    [{ ...good, cert: broken }, /JUMYS_TLS_CERT is no certificate/], [{ ...good, key: broken }, /JUMYS_TLS_KEY is no private key/],
    [{ ...good, key: other.key }, /not the key of the certificate/], [old, /was valid until/],
  ] as const) {
    const refused = readTls(pair);
    await expect(refused).rejects.toMatchObject({ code: 'tls-unusable', message: expect.stringMatching(why) as string });
    await expect(refused).rejects.not.toThrow(/secret/);
  }
});

test('what is older than TLS 1.2 or weaker than authenticated ciphers gets no connection, and plain HTTP no answer of ours', async () => {
  expect(await shake({ minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' })).toBeUndefined();
  expect(await shake({ maxVersion: 'TLSv1.2', ciphers: 'AES256-SHA' })).toBeUndefined();
  expect(await shake({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA256' })).toBeUndefined();
  for (const maxVersion of ['TLSv1.2', undefined] as const) {
    const held = await shake(maxVersion === undefined ? {} : { maxVersion });
    expect(held?.socket.getProtocol()).toBe(maxVersion ?? 'TLSv1.3');
    expect(held?.socket.getCipher().name).toMatch(/GCM|CHACHA20/);
    held?.socket.destroy();
  }
  await expect(fetch(`http://127.0.0.1:${port}/api/slow`).then((reply) => reply.status)).rejects.toThrow();
});

test('names and origins are held as without TLS: another host is refused, and so is a page of the same name that came in clear', async () => {
  expect(await ask('/api/change', { headers: { host: `evil.kz:${port}` } })).toMatchObject({ status: 421 });
  const post = (origin: string) => ask('/api/change', { method: 'POST', body: '{}', headers: { host: `127.0.0.1:${port}`, origin, 'content-type': 'application/json' } });
  expect(await post(`http://127.0.0.1:${port}`)).toMatchObject({ status: 403 });
  expect(await post(`https://127.0.0.1:${port}`)).toMatchObject({ status: 200 });
});

test('a new certificate is taken into use for new connections, when its file changes and at SIGHUP, and a reply under way goes on', async () => {
  expect(await nameOf()).toBe('first');
  const underWay = ask('/api/slow');
  await pause(100);
  put(make('second'));
  await expect.poll(nameOf, { timeout: 5000 }).toBe('second');
  stopWatching();
  const log = openLog({ to: { write: (line) => void told.push(line) } });
  stopWatching = watchTls(server.server, files, { log, period: 3_600_000 });
  put(make('third'));
  process.emit('SIGHUP');
  await expect.poll(nameOf, { timeout: 5000 }).toBe('third');
  release();
  expect(await underWay).toEqual({ status: 200, text: '{"at":"the end"}' });
});

test('a pair that does not fit is told to the log, and the one before stays in use', async () => {
  const before = await nameOf();
  copyFileSync(make('fourth').cert, files.cert);
  process.emit('SIGHUP');
  await expect.poll(() => told.join('')).toContain('not the key of the certificate');
  expect(await nameOf()).toBe(before);
});

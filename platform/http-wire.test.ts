import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { buildServer, closeServer, listen, route } from './http.ts';
import { openLog } from './log.ts';
import { openGate, testFolder } from './testing.ts';

const empty = z.object({});
const simple = { may: 'anyone', summary: 'For the test.', params: empty, query: empty } as const;
const who = endpoint({ ...simple, method: 'GET', path: '/api/who', reply: z.object({ ip: z.string() }) });
const table = endpoint({ ...simple, method: 'GET', path: '/api/table.csv', reply: z.unknown(), file: ['text/csv'] });
const broken = endpoint({ ...simple, method: 'GET', path: '/api/broken', reply: empty });
let reached = 0;
const change = endpoint({ ...simple, method: 'POST', path: '/api/change', body: z.object({ a: z.int() }), reply: empty });
const routes = [
  route(who, ({ request }) => ({ ip: request.ip })),
  route(table, async () => ({ name: 'table.csv', type: 'text/csv; charset=utf-8', body: 'a\n1\n' })),
  route(broken, () => {
    throw new Error('broken');
  }),
  route(change, () => {
    reached += 1;
    return {};
  }),
];

const servers: FastifyInstance[] = [];
let direct: number;
let behind: number;
const site = 'jumys.example';

async function open(more: { proxies?: readonly string[]; address?: string } = {}): Promise<number> {
  const webFolder = testFolder();
  await mkdir(join(webFolder, 'assets'));
  await writeFile(join(webFolder, 'index.html'), '<meta property="csp-nonce" nonce="__NONCE__">');
  await writeFile(join(webFolder, 'assets', 'main-1a2b.js'), 'export {};');
  const server = await buildServer({ routes, config: { maxUnpackedBytes: 100_000, ...more }, log: openLog({ to: { write: () => undefined } }), webFolder, gate: openGate });
  servers.push(server);
  return Number(new URL(await listen(server, 0)).port);
}
beforeAll(async () => {
  direct = await open();
  behind = await open({ proxies: ['127.0.0.1'], address: `https://${site}` });
});
afterAll(() => Promise.all(servers.map((server) => closeServer(server))));

/** What a server answers to bytes that no client library would send. */
async function answer(port: number, head: readonly string[], body = ''): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${[...head, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`);
  return readText(socket);
}

test('a request whose end two readers could see in different places is refused, and nothing behind it is read as another', async () => {
  const head = ['POST /api/change HTTP/1.1', `Host: 127.0.0.1:${direct}`, 'Content-Type: application/json'];
  const hidden = `GET /api/who HTTP/1.1\r\nHost: 127.0.0.1:${direct}\r\n\r\n`;
  for (const framing of [
    ['Content-Length: 7', 'Transfer-Encoding: chunked'], ['Content-Length: 7', 'Content-Length: 8'], ['Transfer-Encoding: chunked, identity'], ['Transfer-Encoding: xchunked'],
    ['Content-Length: +7'], ['Content-Length: 7\nX: y'], ['Content-Length : 7'],
  ]) {
    const said = await answer(direct, [...head, ...framing], `{"a":1}${hidden}`);
    expect(said, framing.join()).toMatch(/^HTTP\/1\.1 400 /);
    expect(said.match(/^HTTP\/1\.1 /gm), framing.join()).toHaveLength(1);
  }
  expect(reached).toBe(0);
  expect(await answer(direct, [...head, 'Content-Length: 7'], '{"a":1}')).toMatch(/^HTTP\/1\.1 200 /);
  expect(reached).toBe(1);
});

test('TRACE and CONNECT say nothing back', async () => {
  for (const method of ['TRACE', 'CONNECT', 'TRACK']) {
    const said = await answer(direct, [`${method} /api/who HTTP/1.1`, `Host: 127.0.0.1:${direct}`, 'X-Secret: seen']);
    expect(said, method).not.toMatch(/^HTTP\/1\.1 2/);
    expect(said, method).not.toContain('seen');
  }
});

test('who a request comes from is told by the connection, and by a proxy that is named; never by the sender', async () => {
  const ipOf = async (port: number, forwarded: string) => ((await (await fetch(`http://127.0.0.1:${port}/api/who`, { headers: { 'x-forwarded-for': forwarded, 'x-real-ip': '9.9.9.9', forwarded: 'for=9.9.9.9' } })).json()) as { ip: string }).ip;
  expect(await ipOf(direct, '203.0.113.7')).toBe('127.0.0.1');
  expect(await ipOf(behind, '203.0.113.7')).toBe('203.0.113.7');
  // Whoever sends the field himself stands left of what the proxy adds.
  expect(await ipOf(behind, '198.51.100.1, 203.0.113.7')).toBe('203.0.113.7');
});

test('every reply, whatever it is, forbids guessing its type, embedding, foreign reading and telling where one was', async () => {
  const html = { accept: 'text/html' };
  for (const [path, headers] of [['/api/who', {}], ['/api/table.csv', {}], ['/api/broken', {}], ['/api/none', {}], ['/api/who?x=1', {}], ['/', html], ['/assets/main-1a2b.js', {}], ['/api', html], ['/api/openapi.json', {}]] as const) {
    const reply = await fetch(`http://127.0.0.1:${direct}${path}`, { headers: { ...headers, origin: 'https://evil.example' } });
    const policy = reply.headers.get('content-security-policy') ?? '';
    for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]) expect(policy, `${path} ${part}`).toContain(part);
    expect([reply.headers.get('x-content-type-options'), reply.headers.get('referrer-policy'), reply.headers.get('cross-origin-resource-policy')], path).toEqual(['nosniff', 'no-referrer', 'same-origin']);
    expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control-') || name === 'server' || name === 'x-powered-by'), path).toEqual([]);
    expect(reply.headers.get('content-type'), path).toMatch(/; charset=utf-8$/i);
  }
});

test('where an address is set every reply, refusals among them, keeps browsers on https for a year', async () => {
  for (const path of ['/api/who', '/api/table.csv', '/api/broken', '/api/none', '/', '/assets/main-1a2b.js', '/api', '/api/openapi.json']) {
    for (const host of [site, 'evil.example']) {
      const said = await answer(behind, [`GET ${path} HTTP/1.1`, `Host: ${host}`, 'Accept: text/html']);
      expect(said, `${path} ${host}`).toMatch(/\r\nstrict-transport-security: max-age=31536000; includeSubDomains\r\n/i);
    }
  }
  expect(await answer(direct, ['GET /api/who HTTP/1.1', `Host: 127.0.0.1:${direct}`])).not.toMatch(/strict-transport/i);
});

// No server is asked: no database is opened.
import { mkdir, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import type { ErrorReply } from '#kernel/contract.ts';
import { Refusal } from '#kernel/refusal.ts';
import { buildServer, closeServer, listen, route } from './http.ts';
import type { Route } from './http.ts';
import { openLog } from './log.ts';
import { openGate, testFolder } from './testing.ts';

const empty = z.object({});
const listJobs = endpoint({
  method: 'GET', path: '/api/jobs/:place', may: 'read-figures', summary: 'Jobs of a place.',
  params: z.object({ place: z.string().regex(/^\d{9}$/) }),
  query: z.object({ page: z.coerce.number().int().min(1).default(1), kind: z.array(z.string()).optional() }),
  reply: z.object({ place: z.string(), page: z.int(), kind: z.array(z.string()) }),
});
const simple = { may: 'anyone', summary: 'For the test.', params: empty, query: empty } as const;
const broken = endpoint({ ...simple, method: 'GET', path: '/api/broken', reply: empty });
const wrongReply = endpoint({ ...simple, method: 'GET', path: '/api/wrong-reply', reply: z.object({ count: z.int() }) });
const change = endpoint({ ...simple, method: 'POST', path: '/api/change', reply: z.object({ changed: z.boolean() }) });
const table = endpoint({ ...simple, method: 'GET', path: '/api/table.csv', reply: z.unknown(), file: ['text/csv'] });
const upload = endpoint({ ...simple, method: 'POST', path: '/api/upload', upload: true, reply: z.object({ name: z.string(), bytes: z.int() }) });
const slow = endpoint({ ...simple, method: 'GET', path: '/api/slow', reply: empty });

let noticeAbort = (): void => undefined;
const aborted = new Promise<void>((resolve) => (noticeAbort = resolve));
const routes: Route[] = [
  route(listJobs, async ({ params, query }) => ({ place: params.place, page: query.page, kind: query.kind ?? [], secret: 'never named in the contract' })),
  route(broken, () => {
    throw Object.assign(new Error('person 900101300123 is missing'), { detail: 'Failing row contains (900101300123)' });
  }),
  route(wrongReply, async () => ({ count: 'three' }) as never),
  route(change, async () => ({ changed: true })),
  route(table, async () => ({ name: 'жұмыс.csv', type: 'text/csv; charset=utf-8', body: Readable.from(['a,b\n', '1,2\n']) })),
  route(upload, async ({ request }) => {
    const file = await request.file();
    if (!file) throw new Refusal('no-file', 400);
    return { name: file.filename, bytes: (await readText(file.file)).length };
  }),
  route(slow, async ({ signal }) => {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    noticeAbort();
    return {};
  }),
];

let server: FastifyInstance;
let base: string;
let port: number;
const logged: string[] = [];
beforeAll(async () => {
  const webFolder = testFolder();
  await mkdir(join(webFolder, 'assets'));
  await writeFile(join(webFolder, 'index.html'), '<meta property="csp-nonce" nonce="__NONCE__"><script nonce="__NONCE__"></script>');
  await writeFile(join(webFolder, 'assets', 'main-1a2b.js'), 'export {};');
  await writeFile(join(webFolder, 'icon.svg'), '<svg/>');
  server = await buildServer({ routes, config: { maxUnpackedBytes: 100_000 }, log: openLog({ to: { write: (line) => void logged.push(line) } }), webFolder, gate: openGate });
  base = (await listen(server, 0)).replace('localhost', '127.0.0.1');
  port = Number(new URL(base).port);
});
afterAll(() => closeServer(server));

async function errorOf(response: Response): Promise<ErrorReply['error']> {
  return ((await response.json()) as ErrorReply).error;
}

/** fetch does not let a program set Host. */
function statusFor(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path: '/api/jobs/750000000', headers }, (response) => resolve(response.resume().statusCode ?? 0)).on('error', reject).end();
  });
}

test('A request under another name than this machine’s own is refused', async () => {
  for (const host of ['evil.example', `evil.example:${port}`, 'localhost', `localhost:${port + 1}`, `127.0.0.1.nip.io:${port}`, `0.0.0.0:${port}`]) {
    expect(await statusFor({ host }), host).toBe(421);
  }
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) expect(await statusFor({ host }), host).toBe(200);
});

test('A change that another site’s page asks for is refused; one from our page or a program is not', async () => {
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'http://evil.example' }, { origin: 'null' }, { origin: `http://localhost:${port}` }]) {
    const response = await fetch(`${base}/api/change`, { method: 'POST', headers });
    expect(response.status).toBe(403);
    expect((await errorOf(response)).code).toBe('wrong-origin');
  }
  for (const headers of [{}, { origin: base }, { 'sec-fetch-site': 'same-origin', origin: base }]) {
    expect((await fetch(`${base}/api/change`, { method: 'POST', headers })).status).toBe(200);
  }
});

test('A field that is unknown, given twice, or of a wrong shape is refused, and nothing that was given is repeated', async () => {
  for (const [address, facts] of [
    ['/api/jobs/750000000?mnth=2024-01', { why: 'unknown', known: 'page, kind' }],
    ['/api/jobs/750000000?page=1&page=2', { field: 'page', why: 'repeated' }],
    ['/api/jobs/750000000?page=900101300123x', { field: 'page', why: 'invalid_type' }],
    ['/api/jobs/750000000?page=0', { field: 'page', why: 'too_small' }],
    ['/api/jobs/750000000?kind=a&kind=%00', { field: 'kind', why: 'invalid_format' }],
    ['/api/jobs/almaty', { field: 'place', why: 'invalid_format' }],
    ['/api/jobs/750000000?900101300123=1', { why: 'unknown', known: 'page, kind' }],
    ['/api/jobs/750000000?__proto__=1', { why: 'unknown', known: 'page, kind' }],
  ] as const) {
    const response = await fetch(base + address);
    expect(response.status, address).toBe(400);
    expect(await response.json()).toEqual({ error: { code: 'bad-request', facts } });
  }
});

test('What is no endpoint is refused as such, in the one error shape', async () => {
  for (const address of ['/api/none', '/api/jobs', '/assets/none.js', '/assets/', '/assets', '/assets/..%2f..%2fetc/passwd', '/.env']) {
    const response = await fetch(base + address);
    expect(response.status, address).toBe(404);
    expect(await errorOf(response)).toEqual({ code: 'not-found', facts: {} });
  }
});

test('A body where none is expected is refused whatever it calls itself', async () => {
  for (const type of ['application/json', 'text/plain', 'application/json; charset=utf-7', 'Application/JSON\t', 'multipart/form-data; boundary=x', '*/*', 'a']) {
    const response = await fetch(`${base}/api/change`, { method: 'POST', body: '{"a":1}', headers: { 'content-type': type } });
    expect(response.status, type).toBe(415);
    expect((await errorOf(response)).code).toBe('unsupported-media-type');
  }
});

test('A fault tells only its id, under which the log knows it without identifiers', async () => {
  for (const address of ['/api/broken', '/api/wrong-reply']) {
    const response = await fetch(base + address);
    expect(response.status).toBe(500);
    const error = await errorOf(response);
    expect(error).toEqual({ code: 'fault', facts: {}, id: expect.stringMatching(/^[a-z]{10}$/) });
    const line = logged.find((one) => one.includes(error.id ?? '-'));
    expect(line).toContain(`"route":"${address}"`);
  }
  expect(logged.join('')).toContain('person ************ is missing');
  expect(logged.join('')).not.toContain('900101300123');
});

test('The input arrives typed, the reply leaves as the contract names it and unchanged replies are not sent again', async () => {
  const response = await fetch(`${base}/api/jobs/750000000?kind=social`);
  expect(await response.json()).toEqual({ place: '750000000', page: 1, kind: ['social'] });
  expect(response.headers.get('cache-control')).toBe('no-store');
  const again = await fetch(`${base}/api/jobs/750000000?kind=social`, { headers: { 'if-none-match': `W/${response.headers.get('etag')}` } });
  expect(again.status).toBe(304);
  expect((await fetch(`${base}/api/jobs/750000000?page=2`, { headers: { 'if-none-match': response.headers.get('etag') ?? '' } })).status).toBe(200);
});

test('A file comes as a download under its own name', async () => {
  const response = await fetch(`${base}/api/table.csv`);
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="_____.csv"; filename*=UTF-8''${encodeURIComponent('жұмыс.csv')}`);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(await response.text()).toBe('a,b\n1,2\n');
});

test('An upload streams to its handler; one beyond the limit, or none, is refused', async () => {
  const send = (bytes: number) => {
    const body = new FormData();
    body.append('file', new Blob(['x'.repeat(bytes)]), 'contracts.csv');
    return fetch(`${base}/api/upload`, { method: 'POST', body });
  };
  expect(await (await send(90_000)).json()).toEqual({ name: 'contracts.csv', bytes: 90_000 });
  const tooLarge = await send(200_000);
  expect(tooLarge.status).toBe(413);
  expect((await errorOf(tooLarge)).code).toBe('too-large');
  expect((await fetch(`${base}/api/upload`, { method: 'POST' })).status).toBe(415);
});

test('A handler learns that nobody waits any more', async () => {
  const controller = new AbortController();
  const waiting = fetch(`${base}/api/slow`, { signal: controller.signal });
  setTimeout(() => controller.abort(), 100);
  await expect(waiting).rejects.toThrow();
  await aborted;
});

test('Every address that is no file is the page, each time with another nonce that its policy names', async () => {
  const nonces = new Set<string>();
  for (const address of ['/', '/index.html', '/projects/P-1.2?month=2024-01', '/apiary']) {
    const response = await fetch(base + address, { headers: { accept: 'text/html,*/*' } });
    expect(response.status, address).toBe(200);
    const page = await response.text();
    const nonce = /csp-nonce" nonce="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(page).not.toContain('__NONCE__');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(4);
  expect((await fetch(`${base}/assets/main-1a2b.js`)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  const icon = await fetch(`${base}/icon.svg`);
  expect([icon.headers.get('cache-control'), icon.headers.get('x-content-type-options')]).toEqual(['no-cache', 'nosniff']);
});

test('The API document names every endpoint with its parameters and reply, and has a page', async () => {
  const document = (await (await fetch(`${base}/api/openapi.json`)).json()) as { openapi: string; paths: Record<string, Record<string, unknown>> };
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths).toSorted()).toEqual(['/api/broken', '/api/change', '/api/jobs/{place}', '/api/slow', '/api/table.csv', '/api/upload', '/api/wrong-reply']);
  expect(document.paths['/api/jobs/{place}']?.['get']).toMatchObject({
    summary: 'Jobs of a place.',
    'x-permission': 'read-figures',
    parameters: expect.arrayContaining([
      expect.objectContaining({ in: 'path', name: 'place', required: true, schema: expect.objectContaining({ type: 'string' }) }),
      expect.objectContaining({ in: 'query', name: 'page', required: false }),
    ]),
    responses: { 200: { content: { 'application/json': { schema: { type: 'object', required: ['place', 'page', 'kind'] } } } } },
  });
  const page = await fetch(`${base}/api`, { headers: { accept: 'text/html' } });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('swagger-ui');
});

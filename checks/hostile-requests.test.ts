// One database is enough: requests are refused before it is asked.
import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nobody, operator } from '#kernel/actor.ts';
import { buildServer, listen } from '#platform/http.ts';
import { openLog } from '#platform/log.ts';
import { testFolder } from '#platform/testing.ts';
import { asActor, openTestCountry, type TestCountry } from './country.ts';
import { makeAccount, sessionOf, tokenOf } from './hostile/people.ts';

let country: TestCountry;
let front: FastifyInstance;
let staff: string;
let port: number | undefined;
const grants = [{ role: 'ministry-analyst', place: 0 }, { role: 'auditor', place: 0 }, { role: 'steward', place: 0 }] as const;

beforeAll(async () => {
  country = await openTestCountry(2000, { changes: { address: 'https://jumys.example' } });
  const webFolder = testFolder();
  await mkdir(join(webFolder, 'assets'));
  await writeFile(join(webFolder, 'index.html'), '<script nonce="__NONCE__"></script>');
  front = await country.openFront(webFolder);
  staff = await makeAccount(country, 'staff', grants);
}, 300_000);
afterAll(() => country.close());

type Asked = { method?: string; headers?: Record<string, string>; body?: string };
/** A request to the front door, as a browser of the proxy's network sends it. */
const ask = (url: string, { method = 'GET', headers = {}, body }: Asked = {}) =>
  front.inject({ method: method as 'GET', url, headers: { host: 'jumys.example', ...headers }, ...(body === undefined ? {} : { payload: body }) });
const codeOf = (reply: LightMyRequestResponse) => `${reply.statusCode} ${reply.json<{ error: { code: string } }>().error.code}`;
const asOperator = (url: string) => country.ask(operator('test'), 'GET', url);

test('paths that another reader could take for an endpoint are no endpoint, and no page either', async () => {
  for (const path of [
    '//api/overview', '/api//overview', '/./api/overview', '/api/./overview', '/x/../api/overview', '/%2e%2e/api/overview', '/..;/api/overview', '/api/overview;x=1', '/api/overview.', '/api/overview/', '/api/overview%2f',
    '/API/overview', '/api/Overview', '/api%2foverview', '/%61pi%2foverview', '/api/overview%00', '/api/overview%20', '/api\\overview', '/api/overview.json', '/api/overview.css', '/api/me/x.css', '/api/me.css', '/api/me%2fx.css', '/api/me;x.css',
  ]) {
    const { status, cache, body } = await exactly(path, { ...(await session()), accept: '*/*' });
    expect([400, 404], path).toContain(status);
    expect(cache, path).toBe('no-store');
    expect(JSON.parse(body), path).toMatchObject({ error: { facts: {} } });
  }
  expect((await exactly('/api/overview', await session())).status).toBe(200);
});

/** The path as it is written, over the wire: clients mend it before they send it. */
async function exactly(path: string, headers: Record<string, string>): Promise<{ status: number; cache: string | undefined; body: string }> {
  port ??= Number(new URL(await listen(front, 0)).port);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers: { host: 'jumys.example', ...headers } }, (reply) => {
      text(reply).then((body) => resolve({ status: reply.statusCode ?? 0, cache: reply.headers['cache-control'], body }), reject);
    }).on('error', reject).end();
  });
}

let held: Record<string, string> | undefined;
const session = async () => (held ??= await sessionOf(country, staff));

test('a method of another name is not the endpoint’s, and no header makes it so', async () => {
  const headers = await session();
  for (const method of ['OPTIONS', 'TRACE', 'PATCH', 'POST', 'PUT', 'DELETE']) {
    const reply = await ask('/api/overview', { method, headers });
    expect(reply.statusCode, method).toBe(404);
    expect(Object.keys(reply.headers).filter((name) => name === 'allow' || name.startsWith('access-control')), method).toEqual([]);
  }
  const head = await ask('/api/overview', { method: 'HEAD', headers });
  expect([head.statusCode, head.body]).toEqual([200, '']);
  expect((await ask('/api/overview', { method: 'HEAD' })).statusCode).toBe(401);
  for (const override of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
    await ask('/api/me/sessions', { headers: { ...headers, [override]: 'DELETE' } });
    expect((await ask('/api/me/sessions', { headers })).statusCode, override).toBe(200);
  }
  for (const header of ['x-original-url', 'x-rewrite-url', 'x-forwarded-prefix', 'x-forwarded-path']) {
    expect((await ask('/api/me', { headers: { [header]: '/api/overview' } })).json(), header).toMatchObject({ kind: 'nobody' });
    expect(codeOf(await ask('/api/overview', { headers: { [header]: '/api/state' } })), header).toBe('401 sign-in-needed');
  }
});

test('another site’s page changes nothing and reads nothing: no origin is allowed, null neither', async () => {
  const headers = await session();
  for (const origin of ['null', 'https://evil.example', 'http://jumys.example', 'https://jumys.example.evil.example', 'https://jumys.example:444', 'https://evil.jumys.example', 'http://localhost:80', 'file://']) {
    expect(codeOf(await ask('/api/me/sessions', { method: 'DELETE', headers: { ...headers, origin } })), origin).toBe('403 wrong-origin');
    const read = await ask('/api/overview', { headers: { ...headers, origin } });
    expect(Object.keys(read.headers).filter((name) => name.startsWith('access-control')), origin).toEqual([]);
    expect(read.headers['cross-origin-resource-policy'], origin).toBe('same-origin');
    const preflight = await ask('/api/me/sessions', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'DELETE', 'access-control-request-headers': 'authorization' } });
    expect([preflight.statusCode, ...Object.keys(preflight.headers).filter((name) => name.startsWith('access-control'))], origin).toEqual([404]);
  }
  expect((await ask('/api/me/sessions', { method: 'DELETE', headers: { ...headers, origin: 'https://jumys.example' } })).statusCode).toBe(200);
});

test('where an address names us, X-Forwarded-Host, -Proto and -Port name us nothing else', async () => {
  const spoofed = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', 'x-forwarded-port': '81', forwarded: 'host=evil.example' };
  const reply = await ask('/api/state', { headers: spoofed });
  expect(reply.statusCode).toBe(200);
  expect(JSON.stringify(reply.headers) + reply.body).not.toContain('evil');
  expect(codeOf(await ask('/api/state', { headers: { ...spoofed, host: 'evil.example' } }))).toBe('421 wrong-host');
});

test('guesses from one network are slowed whatever X-Forwarded-For says; behind a named proxy the client’s network is', async () => {
  const tries = async (server: FastifyInstance, forwarded: (at: number) => string) => {
    const base = (await listen(server, 0)).replace('localhost', '127.0.0.1');
    const codes = new Set<string>();
    for (let at = 0; at < 24; at += 1) {
      const reply = await fetch(`${base}/api/sign-in`, {
        method: 'POST', headers: { 'content-type': 'application/json', 'x-forwarded-for': forwarded(at) }, body: JSON.stringify({ signIn: `nobody-${Math.random()}`.slice(0, 20), password: 'wrong' }),
      });
      codes.add(((await reply.json()) as { error: { code: string } }).error.code);
    }
    return codes;
  };
  const opened: FastifyInstance[] = [];
  const open = async (proxies?: readonly string[]) => {
    const server = await buildServer({ routes: country.routes, config: { maxUnpackedBytes: 1, proxies }, log: openLog({ level: 'silent' }), webFolder: undefined, gate: country.app.gate });
    opened.push(server);
    return server;
  };
  const other = (at: number) => `10.${at}.1.1`;
  expect(await tries(await open(['127.0.0.1']), other)).toEqual(new Set(['wrong-sign-in']));
  // What the sender wrote himself stands before what the proxy added.
  expect(await tries(await open(['127.0.0.1']), (at) => `${other(at)}, 203.0.113.7`)).toEqual(new Set(['wrong-sign-in', 'too-many-tries']));
  expect(await tries(await open(), other)).toEqual(new Set(['wrong-sign-in', 'too-many-tries']));
  await Promise.all(opened.map((server) => server.close()));
}, 120_000);

test('what is shown for who one is may be kept by nobody else, and is never told apart by the address alone', async () => {
  for (const headers of [await session(), await tokenOf(country, staff, ['read-figures'], grants)]) {
    for (const url of ['/api/me', '/api/overview', '/api/pledges', '/api/projects', '/api/rollups?by=kind', '/api/pledges.csv']) {
      const reply = await ask(url, { headers });
      expect(reply.statusCode, url).toBe(200);
      expect(reply.headers['cache-control'], url).toMatch(/^no-store$/);
      if (reply.headers['cache-control'] !== 'no-store') expect(reply.headers.vary, url).toBe('cookie, authorization');
    }
  }
  // The tag of somebody's reply tells whoever may not see it nothing.
  const { etag } = (await ask('/api/overview', { headers: await session() })).headers;
  expect((await ask('/api/overview', { headers: { 'if-none-match': String(etag) } })).statusCode).toBe(401);
});

test('pages and sizes have bounds, and what is sorted or rolled up by is one of a list', async () => {
  for (const query of [
    'size=-1', 'size=0', 'size=501', 'size=1e9', 'size=1e2x', 'size=NaN', 'size=', 'size=1.5', 'page=0', 'page=-1', 'page=1e400', 'page=9007199254740993', 'page=abc', 'limit=10', 'offset=1', 'cursor=abc',
    'sort=name;drop', 'sort=(select 1)', 'sort=__proto__', 'sort=constructor', 'sort=--gap', 'sort=pledge_id', 'sort=', 'sort=gap,due', 'sort=gap&sort=due', 'fields=name', 'filter=1', 'month[gt]=2025-01', 'month=2025-06&month=2025-07',
  ]) expect(codeOf(await asOperator(`/api/pledges?${query}`)), query).toBe('400 bad-request');
  for (const by of ['', 'iin', '__proto__', 'employer)--']) expect(codeOf(await asOperator(`/api/rollups?by=${encodeURIComponent(by)}`)), by).toBe('400 bad-request');
  // Beyond the last page there is nothing, however far: no page is made up.
  for (const url of ['/api/pledges', '/api/projects', '/api/imports', '/api/pledges/none/spells?purpose=audit', '/api/readings?person=1', '/api/alarms', '/api/accounts', '/api/public/projects']) {
    const far = await asOperator(`${url}${url.includes('?') ? '&' : '?'}page=9007199254740991&size=500`);
    expect([200, 400, 404], `${url}: ${far.body.slice(0, 100)}`).toContain(far.statusCode);
    if (far.statusCode === 200) expect(far.json<{ rows: unknown[] }>().rows, url).toEqual([]);
  }
});

test('what is searched for is text: no pattern, no expression, and ten thousand characters are refused', async () => {
  const all = (await asOperator('/api/pledges?size=1')).json<{ total: number }>().total;
  expect(all).toBeGreaterThan(0);
  for (const url of ['/api/pledges?q=', '/api/projects?q=', '/api/public/projects?q=']) {
    for (const q of ['%', '_', '%%%', '\\', '.*', '^', '(a+)+$', '[', "' or 1=1--", '\u0130']) {
      const reply = await asOperator(url + encodeURIComponent(q));
      expect(reply.statusCode, `${url}${q}`).toBe(200);
      const { rows } = reply.json<{ rows: unknown[] }>();
      for (const row of rows) expect(JSON.stringify(row).toLowerCase(), `${url}${q}`).toContain(JSON.stringify(q).slice(1, -1).toLowerCase());
    }
    const began = performance.now();
    expect((await asOperator(url + 'a'.repeat(10_000))).statusCode).toBe(400);
    expect((await asOperator(url + encodeURIComponent('(a+)+'.repeat(40)))).statusCode).toBe(200);
    expect(performance.now() - began).toBeLessThan(3000);
  }
  for (const q of ['%', '_', '\\', '*']) expect((await asOperator(`/api/places?q=${encodeURIComponent(q)}`)).json(), q).toEqual({ rows: [] });
  expect((await asOperator(`/api/accounts?search=${encodeURIComponent('%')}`)).json()).toMatchObject({ total: 0 });
});

test('no address of anybody’s choosing is ever fetched: no endpoint takes one', () => {
  const fields = country.routes.flatMap(({ endpoint: { path, query, body, params } }) =>
    [query, params, ...(body === undefined ? [] : [body])].flatMap((schema) => Object.keys('shape' in schema ? (schema.shape as object) : {}).map((field) => `${path} ${field}`)));
  expect(fields.length).toBeGreaterThan(50);
  // An OpenID provider may say where its error is explained; nobody looks there.
  expect(fields.filter((field) => !field.endsWith(' error_uri') && / .*(ur[li]|href|callback|webhook|host|endpoint|redirect|address)/i.test(field))).toEqual([]);
});

test('a file is made for who asks at that moment: it has no address of its own, no range, and nobody else gets it', async () => {
  const url = '/api/pledges.csv';
  const whole = await ask(url, { headers: await session() });
  expect(whole.statusCode).toBe(200);
  const part = await ask(url, { headers: { ...(await session()), range: 'bytes=0-9' } });
  expect([part.statusCode, part.body === whole.body]).toEqual([200, true]);
  expect(codeOf(await ask(url, { headers: { range: 'bytes=0-9' } }))).toBe('401 sign-in-needed');
  const foreign = (await country.app.views.current()).cube.pledges[0]!.places.at(-2)!;
  const other = await country.ask(asActor('region-staff', { place: foreign }), 'GET', url);
  expect(other.body.split('\n').length).toBeLessThan(whole.body.split('\n').length);
});

test('every reply says what a browser may do with it, and that this name is spoken to encrypted only', async () => {
  for (const [url, headers] of [['/', { accept: 'text/html' }], ['/api/state', {}], ['/api/overview', {}], ['/api/none', {}], ['/api/%zz', {}], ['/api/pledges.csv', await session()], ['/api', {}], ['/api/static/swagger-ui.css', {}], ['/api/openapi.json', {}], ['/assets/none.js', {}]] as const) {
    const reply = await ask(url, { headers });
    expect(reply.headers['strict-transport-security'], url).toBe('max-age=31536000; includeSubDomains');
    for (const name of ['permissions-policy', 'cross-origin-embedder-policy', 'cross-origin-opener-policy', 'cross-origin-resource-policy']) expect(reply.headers[name], `${url} ${name}`).toBeDefined();
    const policy = String(reply.headers['content-security-policy']);
    expect(policy, url).toMatch(/script-src 'self'( 'nonce-[\w+/=]{20,}')?;/);
    expect(policy, url).not.toMatch(/unsafe|\*|https?:|strict-dynamic/);
  }
  const plain = await country.ask(nobody, 'GET', '/api/state', {});
  expect(plain.headers['strict-transport-security']).toBeDefined();
});

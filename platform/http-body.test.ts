import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { buildServer, route } from './http.ts';
import { openLog } from './log.ts';
import { openGate } from './testing.ts';

const empty = z.object({});
const rename = endpoint({
  method: 'POST', path: '/api/rename', may: 'anyone', summary: 'For the test.', params: empty, query: empty,
  body: z.object({ name: z.string(), parts: z.array(z.unknown()).optional() }), reply: z.object({ name: z.string() }),
});
const bare = endpoint({ method: 'POST', path: '/api/bare', may: 'anyone', summary: 'For the test.', params: empty, query: empty, reply: empty });

let server: FastifyInstance;
let reached = 0;
beforeAll(async () => {
  const routes = [route(rename, ({ body }) => { reached += 1; return { name: body.name }; }), route(bare, () => { reached += 1; return {}; })];
  server = await buildServer({ routes, config: { maxUnpackedBytes: 1 }, log: openLog({ level: 'silent' }), webFolder: undefined, gate: openGate });
});
afterAll(() => server.close());

async function send(path: string, payload: string, type?: string) {
  const headers = { host: 'localhost', ...(type === undefined ? {} : { 'content-type': type }) };
  const reply = await server.inject({ method: 'POST', url: path, payload, headers });
  return { status: reply.statusCode, code: reply.json<{ error?: { code: string; facts: object } }>().error };
}

test('a body of any other content type, however it is spelled, never reaches the handler', async () => {
  const before = reached;
  const odd = ['', ' ', 'text/plain', 'application/json\t;', 'application/json ;', 'application/json;', 'application/json,', 'application/json, text/plain', 'application/json;charset=utf-16',
    'application/json; charset=utf-8; x=1', 'application/jsonx', 'application/json x', 'application/ json', 'json', '*/*', 'application/*', 'application/json; boundary=x',
    'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'application/vnd.api+json', 'application/json\u00a0', ';application/json', 'application//json',
    'application/json;;', 'text/plain; application/json', 'application/json;charset', '"application/json"', 'application/json;charset="utf-8"', 'text/json', 'application/javascript'];
  for (const type of [undefined, ...odd]) {
    const { status } = await send('/api/rename', '{"name":"a"}', type);
    expect([400, 415], `${type}`).toContain(status);
  }
  expect(reached).toBe(before);
});

test('the usual spellings are taken', async () => {
  for (const type of ['application/json', 'Application/JSON', 'application/json; charset=utf-8', 'application/json;charset=UTF-8']) {
    expect((await send('/api/rename', '{"name":"a"}', type)).status, type).toBe(200);
  }
});

test('a body that two readers could read differently, or that reaches into prototypes, is refused', async () => {
  for (const text of ['', '{', 'null', '"a"', '{"name":"a","name":"b"}', '{"name":"a","\\u006eame":"b"}', '{"__proto__":{"x":1},"name":"a"}', '{"name":"a","constructor":{"prototype":{"x":1}}}',
    `{"name":"a","parts":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, '{"name":"a"} ,', '{"name":"a\\u0000"}', '{"name":"\\ud800"}', '{"name":"a","parts":["\\udc00\\ud800"]}', '{"name":NaN}']) {
    const { status } = await send('/api/rename', text, 'application/json');
    expect(status, text.slice(0, 60)).toBe(400);
  }
  expect(({} as { x?: number }).x).toBeUndefined();
});

test('a colon inside a text is no key', async () => {
  expect((await send('/api/rename', '{"name":"a\\": b, \\"c\\": d"}', 'application/json')).status).toBe(200);
});

test('a field that the contract does not name is refused by those that it does, and a wrong one without its value', async () => {
  expect(await send('/api/rename', '{"name":"a","role":"administrator"}', 'application/json')).toMatchObject({ status: 400, code: { code: 'bad-request', facts: { why: 'unknown', known: 'name, parts' } } });
  const wrong = await send('/api/rename', '{"name":900412401235}', 'application/json');
  expect(wrong).toMatchObject({ status: 400, code: { facts: { field: 'name' } } });
  expect(JSON.stringify(wrong)).not.toContain('9004');
});

test('a body beyond its bounds is refused as too large, and one where none is meant as such', async () => {
  expect((await send('/api/rename', `{"name":"${'a'.repeat(70_000)}"}`, 'application/json')).status).toBe(413);
  expect((await send('/api/bare', '{}', 'application/json')).status).toBe(415);
  expect((await send('/api/bare', '')).status).toBe(200);
});

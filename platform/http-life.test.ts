// No server is asked: no database is opened.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { nobody, type Actor } from '#kernel/actor.ts';
import { endpoint } from '#kernel/contract.ts';
import { buildServer, closeServer, listen, route } from './http.ts';
import type { Gate, Route } from './http.ts';
import { openLog, type Log } from './log.ts';
import { endOpen } from './live.ts';
import { openGate, testFolder } from './testing.ts';

const empty = z.object({});
const one = endpoint({ method: 'GET', path: '/api/one', may: 'anyone', summary: 'For the test.', params: empty, query: empty, reply: empty });

async function start(routes: Route[], more: { webFolder?: string; gate?: Gate; log?: Log } = {}) {
  const server = await buildServer({ routes, config: { maxUnpackedBytes: 1 }, log: openLog({ level: 'silent' }), webFolder: undefined, gate: openGate, ...more });
  const base = (await listen(server, 0)).replace('localhost', '127.0.0.1');
  return { server, base };
}

test('A route that does not say who may call it keeps the server from starting', async () => {
  const nobody = { ...one, may: undefined } as unknown as typeof one;
  await expect(start([route(nobody, async () => ({}))])).rejects.toThrow('GET /api/one does not say who may call it');
});

test('A second server on the same port is refused by name', async () => {
  const { server, base } = await start([]);
  const port = Number(new URL(base).port);
  const second = await buildServer({ routes: [], config: { maxUnpackedBytes: 1 }, log: openLog({ level: 'silent' }), webFolder: undefined, gate: openGate });
  await expect(listen(second, port)).rejects.toMatchObject({ code: 'port-in-use', facts: { port } });
  await Promise.all([closeServer(second), closeServer(server)]);
});

test('Who is not known is asked to sign in, who may not is refused by the permission that is missing, and neither reaches the handler', async () => {
  const webFolder = testFolder();
  await writeFile(join(webFolder, 'index.html'), 'page');
  const figures = { ...one, path: '/api/figures', may: 'read-figures' } as const;
  let reached = 0;
  let actor: Actor = nobody;
  const gate: Gate = { identify: () => actor, scopeOf: (_actor, permission) => (permission === 'anyone' ? { places: [], employers: [] } : undefined) };
  const logged: string[] = [];
  const log = openLog({ to: { write: (line) => void logged.push(line) } });
  const { server, base } = await start([route(figures, () => { reached += 1; return {}; }), route(one, () => ({}))], { webFolder, gate, log });
  const ask = async (path: string) => {
    const reply = await fetch(base + path);
    return [reply.status, await reply.json()];
  };
  expect(await ask('/api/figures')).toEqual([401, { error: { code: 'sign-in-needed', facts: {} } }]);
  actor = { ...nobody, kind: 'account', account: 'a' };
  expect(await ask('/api/figures?unknown=1')).toEqual([403, { error: { code: 'not-permitted', facts: { permission: 'read-figures' } } }]);
  expect(reached).toBe(0);
  const refused = logged.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'refused');
  expect(refused).toMatchObject([
    { route: '/api/figures', status: 401, code: 'sign-in-needed', account: null, from: '127.0.0.1' },
    { route: '/api/figures', status: 403, code: 'not-permitted', account: 'a', from: '127.0.0.1' },
  ]);
  expect(await ask('/api/one')).toEqual([200, {}]);
  expect((await fetch(base, { headers: { accept: 'text/html' } })).status).toBe(200);
  expect((await fetch(`${base}/api/openapi.json`)).status).toBe(200);
  await closeServer(server);
});

test('What is open for an account ends with it, and nothing else does', async () => {
  let asker = 'a';
  const gate: Gate = { ...openGate, identify: () => ({ ...nobody, kind: 'account', account: asker }) };
  const { server, base } = await start([route(one, ({ signal }) => pause(400, {}, { signal }))], { gate });
  const first = fetch(`${base}/api/one`);
  await pause(100);
  asker = 'b';
  const second = fetch(`${base}/api/one`);
  await pause(100);
  endOpen('a');
  await expect(first).rejects.toThrow();
  expect((await second).status).toBe(200);
  await closeServer(server);
});

test('Pages that were not built are refused with the way to build them', async () => {
  const { server, base } = await start([], { webFolder: testFolder() });
  const refused = await fetch(base, { headers: { accept: 'text/html' } });
  expect([refused.status, await refused.json()]).toEqual([503, { error: { code: 'pages-not-built', facts: { command: 'npm run prepare' } } }]);
  await closeServer(server);
});

test('A server that closes finishes what is under way', async () => {
  const { server, base } = await start([route(one, () => pause(300, {}))]);
  const answer = fetch(`${base}/api/one`);
  await pause(100);
  const began = performance.now();
  await closeServer(server);
  expect((await answer).status).toBe(200);
  expect(performance.now() - began).toBeLessThan(2000);
});

test('A server that closes cuts what takes too long', async () => {
  const { server, base } = await start([route(one, () => new Promise<never>(() => undefined))]);
  const answer = fetch(`${base}/api/one`).catch(() => 'cut');
  await pause(100);
  await closeServer(server, 200);
  expect(await answer).toBe('cut');
});

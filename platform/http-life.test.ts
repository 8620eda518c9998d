import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { Refusal } from '#kernel/refusal.ts';
import { buildServer, closeServer, listen, route } from './http.ts';
import type { Route } from './http.ts';
import { openLog } from './log.ts';
import { testFolder } from './testing.ts';

const empty = z.object({});
const one = endpoint({ method: 'GET', path: '/api/one', may: 'anyone', summary: 'For the test.', params: empty, query: empty, reply: empty });

async function start(routes: Route[], more: { webFolder?: string; prelude?: () => void } = {}) {
  const server = await buildServer({ routes, config: { maxUnpackedBytes: 1 }, log: openLog({ level: 'silent' }), webFolder: undefined, ...more });
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
  const second = await buildServer({ routes: [], config: { maxUnpackedBytes: 1 }, log: openLog({ level: 'silent' }), webFolder: undefined });
  await expect(listen(second, port)).rejects.toMatchObject({ code: 'port-in-use', facts: { port } });
  await Promise.all([closeServer(second), closeServer(server)]);
});

test('A prelude may refuse every endpoint, but neither the page nor the document', async () => {
  const webFolder = testFolder();
  await writeFile(join(webFolder, 'index.html'), 'page');
  const prelude = () => {
    throw new Refusal('preparing', 503, { percent: 40 });
  };
  const { server, base } = await start([route(one, async () => ({}))], { webFolder, prelude });
  const refused = await fetch(`${base}/api/one`);
  expect([refused.status, await refused.json()]).toEqual([503, { error: { code: 'preparing', facts: { percent: 40 } } }]);
  expect((await fetch(base, { headers: { accept: 'text/html' } })).status).toBe(200);
  expect((await fetch(`${base}/api/openapi.json`)).status).toBe(200);
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

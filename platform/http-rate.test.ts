import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { everywhere, nobody, type Actor } from '#kernel/actor.ts';
import { endpoint } from '#kernel/contract.ts';
import { buildServer, route, type Gate } from './http.ts';
import { defaultLimits } from './http-limits.ts';
import { openTurnstile } from './http-rate.ts';
import { openLog } from './log.ts';

const account = (name: string, kind: Actor['kind'] = 'account') => ({ kind, account: name });

/** How many of so many requests in a row are taken. */
function taken(pass: () => void, requests: number): number {
  return Array.from({ length: requests }, () => {
    try {
      pass();
      return true;
    } catch (error) {
      expect(error).toMatchObject({ code: 'too-many-requests', status: 429 });
      return false;
    }
  }).filter(Boolean).length;
}

test('after a hundred at once an account gets ten a second and no more, however long it asks', () => {
  let at = 5_000;
  const turnstile = openTurnstile(defaultLimits, () => at);
  const pass = () => turnstile(account('one'));
  expect(taken(pass, 150)).toBe(100);
  expect(pass).toThrow(expect.objectContaining({ facts: { seconds: 1 } }));
  let later = 0;
  for (let tenth = 0; tenth < 600; tenth += 1) {
    at += 100;
    later += taken(pass, 5);
  }
  expect(later).toBe(600);
  at += 60 * 60_000;
  expect(taken(pass, 150)).toBe(100);
});

test('accounts do not spend each other’s, nor a person his programs’, and who has no account is not counted', () => {
  const turnstile = openTurnstile({ requestsPerMinute: 60, requestBurst: 3 }, () => 0);
  expect(taken(() => turnstile(account('one')), 5)).toBe(3);
  expect(taken(() => turnstile(account('other')), 5)).toBe(3);
  expect(taken(() => turnstile(account('one', 'token')), 5)).toBe(3);
  expect(taken(() => turnstile(nobody), 1000)).toBe(1000);
});

let server: FastifyInstance;
beforeAll(async () => {
  const plain = { method: 'GET', params: z.object({}), query: z.object({}), reply: z.object({}), summary: 'Something.' } as const;
  const gate: Gate = { identify: () => ({ ...nobody, kind: 'account', account: 'busy' }), scopeOf: (_, permission) => (permission === 'read-audit' ? undefined : everywhere) };
  server = await buildServer({
    routes: [
      route(endpoint({ ...plain, path: '/api/figures', may: 'read-figures' }), () => ({})), route(endpoint({ ...plain, path: '/api/closed', may: 'read-audit' }), () => ({})),
      route(endpoint({ ...plain, path: '/api/public', may: 'anyone' }), () => ({})),
    ],
    config: { maxUnpackedBytes: 1, address: undefined }, log: openLog({ level: 'error' }), webFolder: undefined, gate, limits: { ...defaultLimits, requestsPerMinute: 6, requestBurst: 2 },
  });
});
afterAll(() => server.close());

const ask = async (url: string) => server.inject({ url, headers: { host: 'localhost' } });

test('a request too many is told when to come again, refused ones count too, and what is everybody’s is not counted', async () => {
  expect([(await ask('/api/closed')).statusCode, (await ask('/api/figures')).statusCode]).toEqual([403, 200]);
  const reply = await ask('/api/figures');
  expect([reply.statusCode, reply.headers['retry-after'], reply.json<{ error: object }>().error]).toEqual([429, '10', { code: 'too-many-requests', facts: { seconds: 10 } }]);
  for (let turn = 0; turn < 20; turn += 1) expect((await ask('/api/public')).statusCode).toBe(200);
});

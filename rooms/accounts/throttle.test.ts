import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { Refusal } from '#kernel/refusal.ts';
import { openTestGround } from '#platform/testing.ts';
import { openTestAccounts } from './testing.ts';
import type { Attempt } from './attempt-store.ts';
import { beginTry, countTry, describeTry, forgiveTry, networkOf, takeBackTry } from './throttle.ts';

const start = Date.parse('2026-03-02T09:00:00Z');

/** Tries as fast as they are judged: how many seconds each had to wait. */
function waits(kind: 'name' | 'network', tries: number): number[] {
  let attempt: Attempt | undefined;
  let now = start;
  return Array.from({ length: tries }, () => {
    const begun = now;
    for (;;) {
      try {
        attempt = countTry(kind, attempt, new Date(now));
        return (now - begun) / 1000;
      } catch (error) {
        now += Number((error as Refusal).facts['seconds']) * 1000;
      }
    }
  });
}

test('each try waits twice as long as the one before, and after ten nothing is judged for a quarter of an hour', () => {
  expect(waits('name', 12)).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 900, 0]);
});

test('a network may hold many people: it is slowed later and locked after fifty', () => {
  const all = waits('network', 51);
  expect(all.slice(0, 22)).toEqual([...Array.from({ length: 20 }, () => 0), 1, 2]);
  expect(all[50]).toBe(900);
});

test('what is refused is not counted, so that waiting is enough', () => {
  const attempt: Attempt = { tries: 5, lastAt: new Date(start), lockedUntil: null };
  expect(() => countTry('name', attempt, new Date(start + 3999))).toThrow(expect.objectContaining({ code: 'too-many-tries', status: 429, facts: { seconds: 1 } }) as Error);
  expect(countTry('name', attempt, new Date(start + 4000)).tries).toBe(6);
});

test('a quarter of an hour without a try is forgotten', () => {
  expect(countTry('name', { tries: 9, lastAt: new Date(start), lockedUntil: null }, new Date(start + 15 * 60_000)).tries).toBe(1);
});

test('of fifty tries at once no more are judged than in turn', async () => {
  const { ground } = await openTestAccounts(await openTestGround());
  const attempt = describeTry(ground, 'aigerim', '10.1.2.3');
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => beginTry(ground, attempt)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect((outcome.reason as Refusal).code).toBe('too-many-tries');
});

test('a success lets the name begin anew and leaves the network’s other tries standing', async () => {
  const { ground, clock } = await openTestAccounts(await openTestGround());
  const [guess, own] = [describeTry(ground, 'somebody', '10.1.2.3'), describeTry(ground, 'aigerim', '10.1.2.99')];
  for (let tries = 0; tries < 19; tries += 1) {
    clock.pass(2);
    await beginTry(ground, tries % 3 === 0 ? guess : describeTry(ground, `other-${tries}`, '10.1.2.3'));
  }
  await beginTry(ground, own);
  await forgiveTry(ground.db, own);
  for (let tries = 0; tries < 2; tries += 1) await beginTry(ground, describeTry(ground, `third-${tries}`, '10.1.2.3')).catch(() => undefined);
  await expect(beginTry(ground, describeTry(ground, 'last', '10.1.2.3'))).rejects.toMatchObject({ code: 'too-many-tries' });
  await beginTry(ground, describeTry(ground, 'aigerim', '10.9.2.3'));
});

test('a try that is taken back leaves those before it, so that a known password allows no number of codes', async () => {
  const { ground, clock } = await openTestAccounts(await openTestGround());
  const attempt = describeTry(ground, 'aigerim', '10.1.2.3');
  let judged = 0;
  for (let tries = 0; tries < 40; tries += 1) {
    clock.pass(1.1);
    const first = await beginTry(ground, attempt).then(() => true, () => false);
    if (first) await takeBackTry(ground.db, attempt);
    clock.pass(1.1);
    if (await beginTry(ground, attempt).then(() => true, () => false)) judged += 1;
    else break;
  }
  expect(judged).toBe(10);
});

test('tries of names that nobody has are gone a day later', async () => {
  const accounts = await openTestAccounts(await openTestGround());
  await accounts.make('somebody');
  const count = async () => (await sql<{ rows: number }>`select count(*)::integer as rows from accounts.attempt`.execute(accounts.ground.db)).rows[0]?.rows;
  for (let tries = 0; tries < 5; tries += 1) await beginTry(accounts.ground, describeTry(accounts.ground, `name-${tries}`, '10.1.2.3'));
  await accounts.enter('somebody');
  expect(await count()).toBe(7);
  accounts.clock.pass(24 * 60 + 1);
  await accounts.enter('somebody');
  expect(await count()).toBe(1);
});

test.each([
  ['203.0.113.77', '203.0.113'],
  ['::ffff:203.0.113.77', '203.0.113'],
  ['2001:db8:12:34:56:78:9a:bc', '2001:db8:12:34'],
  ['2001:0DB8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s belongs to %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});

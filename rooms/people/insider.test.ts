import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { everywhere, type Actor } from '#kernel/actor.ts';
import { asSystem } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import { putSetting } from '#platform/settings.ts';
import { openTestDatabase } from '#platform/testing.ts';
import { readPersons, type ReadingGround } from './reading.ts';
import { enterCanary, listAlarms } from './store.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await openTestDatabase());
});

const limits = { personsADay: 40, personsAMinute: 15, alarmAtPersons: 20 };
const canary = 13;

type Step = { readonly who: 'a' | 'b'; readonly seconds: number; readonly first: number; readonly count: number };

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.constantFrom('a', 'b'), seconds: fc.constantFrom(1, 20, 61, 61, 3600), first: fc.integer({ min: 1, max: 60 }), count: fc.integer({ min: 0, max: 18 }),
});

/** What the budget must come to, said anew: of each reader what he was shown and when. */
function expected(steps: readonly Step[]): { shown: boolean[]; alarms: string[]; frozen: string[] } {
  const held = new Map<string, { at: number; person: number }[]>();
  const [shown, alarms, frozen]: [boolean[], string[], string[]] = [[], [], []];
  let at = 0;
  for (const { who, seconds, first, count } of steps) {
    at += seconds;
    const before = held.get(who) ?? [];
    const after = [...before, ...Array.from({ length: count }, (_, nth) => ({ at, person: first + nth }))];
    const distinct = (seen: readonly { person: number }[]) => new Set(seen.map(({ person }) => person)).size;
    const fits = distinct(after) <= limits.personsADay && distinct(after.filter((one) => one.at > at - 60)) <= limits.personsAMinute;
    shown.push(fits);
    if (!fits) {
      alarms.push(`budget ${who}`);
      frozen.push(who);
      continue;
    }
    held.set(who, after);
    if (first <= canary && canary < first + count) alarms.push(`canary ${who}`);
    if (distinct(before) < limits.alarmAtPersons && distinct(after) >= limits.alarmAtPersons) alarms.push(`unusual ${who}`);
  }
  return { shown, alarms, frozen };
}

async function actual(steps: readonly Step[]): Promise<ReturnType<typeof expected>> {
  await sql`truncate people.reading, people.person_read, people.reader_day, people.canary, people.alarm`.execute(db);
  await putSetting(db, 'people.budget', limits);
  await asSystem(db, (transaction) => enterCanary(transaction, canary, new Date(0), 'operator test'));
  let now = Date.UTC(2026, 10, 21, 19, 0, 0);
  const [shown, frozen]: [boolean[], string[]] = [[], []];
  const ground: ReadingGround = { db, clock: { now: () => new Date(now) }, log: { warn: () => undefined }, freeze: async (account) => void frozen.push(account) };
  for (const { who, seconds, first, count } of steps) {
    now += seconds * 1000;
    const actor: Actor = { kind: 'account', account: who, name: who, grants: [] };
    const persons = Array.from({ length: count }, (_, nth) => first + nth);
    const answer = await readPersons(ground, everywhere, { actor, purpose: 'audit', what: 'spells' }, async () => ({ persons, answer: true })).catch(() => false);
    shown.push(answer);
  }
  const { rows } = await asSystem(db, (transaction) => listAlarms(transaction, { page: 1, size: 100 }));
  return { shown, alarms: rows.toReversed().map(({ kind, name }) => `${kind} ${name}`), frozen };
}

test('fifty insiders who read as they like are shown no more than the budget, and no alarm fails', { timeout: 600_000 }, async () => {
  const reached = new Set<string>();
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 14 }), async (steps) => {
    const right = expected(steps);
    expect(await actual(steps)).toEqual(right);
    right.alarms.forEach((alarm) => reached.add(alarm.split(' ')[0]!));
  }), { numRuns: 50 });
  expect([...reached].toSorted()).toEqual(['budget', 'canary', 'unusual']);
});

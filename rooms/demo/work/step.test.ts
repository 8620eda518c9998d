// One database is enough: what was taken is read from the audit, which its own tests hold on both.
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asSystem } from '#platform/access.ts';
import { record } from '#platform/audit.ts';
import { openTestDatabase } from '#platform/testing.ts';
import type { Database } from '#platform/database.ts';
import { dayBefore, daysBefore, takeSteps, type Step, type Thread } from './step.ts';

const now = new Date('2026-11-22T06:00:00Z');
let db: Database;
/** What was done, as the steps saw it. */
let done: string[];
beforeAll(async () => {
  ({ db } = await openTestDatabase());
});
beforeEach(() => {
  done = [];
});

const person = (name: string): Actor => ({ kind: 'account', account: name, name, grants: [] });

/** A step that writes its line, as those of the rooms do; the first of a thread names it. */
function step(by: string, days: number, what: string, { refuses, fails }: { refuses?: boolean; fails?: () => boolean } = {}): Step {
  const actor = person(by);
  return {
    at: daysBefore(now, days, 10), by: actor, what,
    async take(clock, id) {
      if (refuses) throw new Refusal('wrong-step', 409);
      if (fails?.()) throw new Error('killed');
      return asSystem(db, async (transaction) => {
        done.push(`${by} ${what} ${id}`.trim());
        const subject = id === '' ? `${by}-${days}` : id;
        await record(transaction, { actor, what, subject, at: clock.now() });
        return subject;
      });
    },
  };
}

test('A step that is refused ends its thread alone', async () => {
  const refused = await takeSteps(db, [[step('asel', 5, 'given'), step('asel', 3, 'read', { refuses: true }), step('asel', 1, 'answered')], [step('dana', 4, 'given'), step('dana', 2, 'read')]]);
  expect(refused.map(({ code }) => code)).toEqual(['wrong-step']);
  expect(done).toEqual(['asel given', 'dana given', 'dana read dana-4']);
});

test('Steps are taken in the order of their instants, each knowing what the first of its thread is called', async () => {
  expect(await takeSteps(db, [[step('erlan', 5, 'given'), step('farida', 3, 'answered')], [step('farida', 4, 'given'), step('erlan', 1, 'closed')]])).toEqual([]);
  expect(done).toEqual(['erlan given', 'farida given', 'farida answered erlan-5', 'erlan closed farida-4']);
});

test('Whatever step it was killed at, it goes on with that step, and once whole it does nothing more', async () => {
  for (let killedAt = 0; killedAt < 5; killedAt += 1) {
    done = [];
    let left = killedAt;
    const [asel, dana] = [`asel${killedAt}`, `dana${killedAt}`];
    const threads = (fails: () => boolean): Thread[] => [
      [step(asel, 5, 'given', { fails }), step(dana, 3, 'answered', { fails }), step(asel, 2, 'closed', { fails })], [step(dana, 4, 'given', { fails }), step(asel, 1, 'read', { fails })],
    ];
    await expect(takeSteps(db, threads(() => (left -= 1) < 0))).rejects.toThrow('killed');
    expect(done).toHaveLength(killedAt);
    await takeSteps(db, threads(() => false));
    await takeSteps(db, threads(() => true));
    expect(done).toEqual([`${asel} given`, `${dana} given`, `${dana} answered ${asel}-5`, `${asel} closed ${asel}-5`, `${asel} read ${dana}-4`]);
  }
});

test('Days are those of Kazakhstan, and no hour of today is one to come', () => {
  expect(daysBefore(new Date('2026-11-22T20:00:00Z'), 1, 9).toISOString()).toBe('2026-11-22T04:00:00.000Z');
  expect(daysBefore(now, 0, 18) < now).toBe(true);
  expect(dayBefore(new Date('2026-11-22T20:00:00Z'), 0)).toBe('2026-11-23');
  expect(dayBefore(now, -10)).toBe('2026-12-02');
});

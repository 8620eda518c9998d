import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { everywhere, nobody, operator, type Actor } from '#kernel/actor.ts';
import { asReader, asSystem } from '#platform/access.ts';
import { listAuditLines } from '#platform/audit.ts';
import type { Database } from '#platform/database.ts';
import { putSetting } from '#platform/settings.ts';
import { openTestDatabase } from '#platform/testing.ts';
import { readPersons, type ReadingGround } from './reading.ts';
import { enterCanary, listAlarms } from './store.ts';

const clerk: Actor = { kind: 'account', account: 'a-1', name: 'clerk', grants: [{ role: 'district-staff', place: 110_000_000, employer: null }], from: '192.0.2.7' };
const colleague: Actor = { ...clerk, account: 'a-2', name: 'colleague' };
let now: Date;
let told: object[];
let frozen: string[];
let ground: ReadingGround;
let db: Database;

beforeAll(async () => {
  ({ db } = await openTestDatabase());
});
beforeEach(async () => {
  await sql`truncate people.reading, people.person_read, people.reader_day, people.canary, people.alarm`.execute(db);
  await putSetting(db, 'people.budget', {});
  now = new Date('2026-11-22T06:00:00Z');
  told = [];
  frozen = [];
  ground = {
    db, clock: { now: () => now },
    log: { warn: (facts: object) => void told.push(facts) } as ReadingGround['log'],
    freeze: async (account) => void frozen.push(account),
  };
});

const from = (first: number, count: number): number[] => Array.from({ length: count }, (_, at) => first + at);

function read(persons: readonly number[], actor = clerk): Promise<string> {
  return readPersons(ground, everywhere, { actor, purpose: 'follow-up', what: 'spells', subject: 'P-1', request: 'req-1' }, async () => ({ persons, answer: 'rows' }));
}

/** Reads that many persons in pieces that no minute refuses. */
async function readSlowly(first: number, count: number, actor = clerk): Promise<void> {
  for (let at = 0; at < count; at += 200) {
    await read(from(first + at, Math.min(200, count - at)), actor);
    now = new Date(now.getTime() + 61_000);
  }
}

const alarms = async () => (await asSystem(ground.db, (transaction) => listAlarms(transaction, { page: 1, size: 100 }))).rows;

async function countReadings(): Promise<{ readings: number; persons: number }> {
  const { rows } = await asSystem(ground.db, (transaction) => sql<{ readings: number; persons: number }>`
    select (select count(*)::integer from people.reading) as readings, (select count(*)::integer from people.person_read) as persons`.execute(transaction));
  return rows[0]!;
}

test('a work that fails shows nobody and leaves no reading', async () => {
  await expect(readPersons(ground, everywhere, { actor: clerk, purpose: 'audit', what: 'spells' }, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await countReadings()).toEqual({ readings: 0, persons: 0 });
});

test('the thousand and first person of a day is refused: no rows, no reading, an alarm, and the sessions end', async () => {
  await readSlowly(1, 1000);
  const before = await countReadings();
  await expect(read([1001])).rejects.toMatchObject({ code: 'budget-spent', status: 429, facts: { persons: 1001, most: 1000 } });
  expect(await countReadings()).toEqual(before);
  expect(frozen).toEqual(['a-1']);
  expect((await alarms())[0]).toMatchObject({ kind: 'budget', name: 'clerk', persons: 1001, most: 1000, reading: null, seen: null });
  expect((await listAuditLines(ground.db, { limit: 1 }))[0]).toMatchObject({ what: 'alarm-raised', actor: 'clerk', facts: { kind: 'budget', persons: 1001 } });
  // Those seen already count once, another reader has his own budget, and the next day is a new one.
  await read(from(1, 10));
  await read([1001], colleague);
  now = new Date('2026-11-22T19:00:00Z');
  await read([1001]);
});

test('more than 300 persons within a minute are refused, however they are asked for', async () => {
  await expect(read(from(1, 301))).rejects.toMatchObject({ code: 'budget-spent', facts: { persons: 301, most: 300 } });
  await read(from(1, 150));
  now = new Date(now.getTime() + 30_000);
  await read(from(151, 150));
  await expect(read([301])).rejects.toMatchObject({ code: 'budget-spent' });
  now = new Date(now.getTime() + 31_000);
  await read([301]);
});

test('twenty readings at once do not pass the budget together', async () => {
  await putSetting(ground.db, 'people.budget', { personsAMinute: 100 });
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, at) => read(from(1 + at * 10, 10))));
  expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(10);
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'budget-spent' });
  expect(await countReadings()).toEqual({ readings: 10, persons: 100 });
  expect((await alarms()).filter(({ kind }) => kind === 'budget').length).toBe(10);
});

test('a budget that was settled wrong stops all reading instead of freeing it', async () => {
  for (const wrong of [{ personsADay: 0 }, { personsADay: '1000' }, { personsADay: null }, { personsPerDay: 5 }]) {
    await putSetting(ground.db, 'people.budget', wrong);
    await expect(read([1])).rejects.toThrow('people.budget');
  }
  expect(await countReadings()).toEqual({ readings: 0, persons: 0 });
});

test('the reader’s role can neither see nor make nor hide readings, canaries and alarms', async () => {
  await read([1]);
  for (const table of ['reading', 'person_read', 'reader_day', 'canary', 'alarm', 'vault_file', 'key_check']) {
    await expect(asReader(ground.db, everywhere, (transaction) => sql`select 1 from ${sql.table(`people.${table}`)}`.execute(transaction))).rejects.toMatchObject({ code: '42501' });
  }
  await expect(asReader(ground.db, everywhere, (transaction) => sql`delete from people.reading`.execute(transaction))).rejects.toMatchObject({ code: '42501' });
});

test('a reading tells who saw whom, as what, and for what; the audit tells how many', async () => {
  expect(await read([7, 7, 8])).toBe('rows');
  const { rows } = await asSystem(ground.db, (transaction) => sql`
    select r.reader, r.name, r.grants, r.purpose, r.what, r.subject, r.persons, r.request, r.came_from as "from", r.day, array_agg(p.person order by p.person) as people
    from people.reading as r join people.person_read as p on p.reading = r.id group by r.id`.execute(transaction));
  expect(rows).toEqual([{
    reader: 'a-1', name: 'clerk', grants: [{ role: 'district-staff', place: 110_000_000, employer: null }],
    purpose: 'follow-up', what: 'spells', subject: 'P-1', persons: 2, request: 'req-1', from: '192.0.2.7', day: '2026-11-22', people: [7, 8],
  }]);
  expect(await listAuditLines(ground.db, { limit: 1 })).toMatchObject([{ what: 'persons-read', subject: 'P-1', actor: 'clerk', from: '192.0.2.7', facts: { persons: 2, of: 'spells', purpose: 'follow-up' } }]);
  expect(told).toEqual([]);
});

test('whoever is shown a canary raises an alarm with the reading that showed it', async () => {
  await asSystem(ground.db, (transaction) => enterCanary(transaction, 13, now, 'operator root'));
  await read(from(1, 12));
  expect(await alarms()).toEqual([]);
  await read(from(10, 10));
  expect(await alarms()).toMatchObject([{ kind: 'canary', name: 'clerk', persons: 1, most: null, reading: { purpose: 'follow-up', what: 'spells', subject: 'P-1' } }]);
  expect(told).toEqual([{ alarm: expect.any(Number), kind: 'canary', account: 'a-1', what: 'spells' }]);
  expect(frozen).toEqual([]);
});

test('the two hundredth person of a day raises one alarm and refuses nothing', async () => {
  await read(from(1, 199));
  expect(await alarms()).toEqual([]);
  await read([200]);
  await read([201]);
  expect(await alarms()).toMatchObject([{ kind: 'unusual', persons: 200, most: 200 }]);
});

test('ten times what somebody usually reads raises an alarm, once his habit is known', async () => {
  for (let day = 1; day <= 5; day += 1) {
    now = new Date(Date.UTC(2026, 10, day, 6));
    await read(from(100 * day, 3 + (day % 3)));
  }
  now = new Date('2026-11-22T06:00:00Z');
  await read(from(1, 39));
  expect(await alarms()).toEqual([]);
  await read([40]);
  expect(await alarms()).toMatchObject([{ kind: 'unusual', persons: 40, most: 40 }]);
  // Four days are no habit.
  await read(from(1, 100), colleague);
  expect((await alarms()).length).toBe(1);
});

test('visitors and the operator are written down, and not refused', async () => {
  const visitor: Actor = { ...nobody, kind: 'visitor', name: 'visitor' };
  for (const actor of [visitor, operator('root')]) await read(from(1, 1200), actor);
  expect(await countReadings()).toEqual({ readings: 2, persons: 2400 });
  expect(frozen).toEqual([]);
});

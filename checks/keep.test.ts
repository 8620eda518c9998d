import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { operator } from '#kernel/actor.ts';
import { asSystem } from '#platform/access.ts';
import { listAuditLines } from '#platform/audit.ts';
import type { Database } from '#platform/database.ts';
import { keep, type Keeper } from '#platform/keeping.ts';
import { openTestGround } from '#platform/testing.ts';
import { keepers, type App } from '../app.ts';
import { runKeep } from '../commands/keep.ts';

const today = new Date('2031-06-01T00:00:00Z');
let db: Database;
let app: Pick<App, 'keep'>;
let ground: Parameters<typeof keep>[0];

/** Rows of an age in days, each under that name: what stays after the deletion is told by it. */
async function put(days: number): Promise<void> {
  const at = new Date(today.getTime() - days * 86_400_000);
  await asSystem(db, async (transaction) => {
    const id = `${days} days`;
    const run = (statement: ReturnType<typeof sql>) => statement.execute(transaction);
    await run(sql`insert into accounts.account (id, sign_in, name, language, created_at, created_by) values (${id}, ${id}, '', 'kk', ${at}, '')`);
    await run(sql`insert into accounts.attempt (key, tries, last_at) values (${id}, 1, ${at})`);
    await run(sql`insert into accounts.session (id, token_sha256, account, how, second_factor, signed_in_at, confirmed_at, last_seen_at, idle_minutes, idle_ends_at, ends_at, browser)
      values (${id}, ${id}, ${id}, 'password', false, ${at}, ${at}, ${at}, 15, ${at}, ${at}, '')`);
    await run(sql`insert into accounts.token (id, token_sha256, account, name, permissions, second_factor, created_at, expires_at) values (${id}, ${id}, ${id}, '', '{}', false, ${at}, ${at})`);
    await run(sql`insert into accounts.link (token_sha256, purpose, account, made_at, made_by, expires_at) values (${id}, 'reset', ${id}, ${at}, '', ${at})`);
    await run(sql`insert into accounts.challenge (token_sha256, way, link_sha256, network, expires_at) values (${id}, 'oidc', ${id}, '', ${at})`);
    for (const looked of [true, false]) {
      const name = `${id}${looked ? '' : ', not looked into'}`;
      const reading = async (what: string) => (await sql<{ id: number }>`insert into people.reading (at, day, reader, kind, name, grants, purpose, what, persons)
        values (${at}, ${at}, ${name}, 'account', ${name}, '[]', 'audit', ${what}, 1) returning id`.execute(transaction)).rows[0]!.id;
      const raising = await reading('raised an alarm');
      for (const one of [raising, await reading('raised none')]) await run(sql`insert into people.person_read (reading, person) values (${one}, 7)`);
      await run(sql`insert into people.alarm (at, kind, reader, name, reading, persons, seen_by, seen_at, note)
        values (${at}, 'unusual', ${name}, ${name}, ${raising}, 1, ${looked ? 'auditor' : null}, ${looked ? at : null}, ${looked ? 'fine' : null})`);
    }
    await run(sql`insert into people.reader_day (reader, day, persons) values (${id}, ${at}, 1)`);
    await run(sql`insert into accounts.email_link (token_sha256, account, email, made_at, expires_at) values (${id}, ${id}, 'a@example.kz', ${at}, ${at})`);
    await run(sql`insert into platform.mail (id, state, at, next_at, sent_at) values (${id}, 'sent', ${at}, ${at}, ${at})`);
    await run(sql`insert into platform.mail (id, receiver, state, at, next_at) values (${`${id}, waiting`}, 'a@example.kz', 'waiting', ${at}, ${at})`);
    await run(sql`insert into oversight.notice (at, what, subject_kind, subject, facts, seen_by) values (${at}, 'order-given', 'order', ${id}, '{}', '{0}')`);
    await run(sql`insert into pledges.revision (pledge_id, month, computation, at, contracted, paid, credited, seen_by) values (${id}, 1, '', ${at}, 0, 0, 0, '{0}')`);
  });
}

const named = async (table: string, column: string): Promise<string[]> =>
  (await asSystem(db, (transaction) => sql<{ name: string }>`select ${sql.ref(column)} as name from ${sql.table(table)} order by 1`.execute(transaction))).rows.map(({ name }) => name);

async function run(...args: string[]): Promise<string> {
  let text = '';
  await runKeep(app, { args, cwd: '/', output: { out: (more) => void (text += more), err: () => undefined }, signal: new AbortController().signal, config: {} as never, clock: { now: () => today } });
  return text;
}

beforeAll(async () => {
  const opened = await openTestGround();
  db = opened.db;
  ground = { db, config: opened.config, clock: { now: () => today } };
  app = { keep: (options) => keep(ground, keepers, options) };
  for (const days of [0, 2, 29, 31, 1826, 1828]) await put(days);
});

test('a dry run tells what is past its age, and deletes nothing', async () => {
  const before = await Promise.all(['accounts.session', 'people.reading', 'pledges.revision'].map(async (table) => (await named(table, table === 'people.reading' ? 'name' : table === 'pledges.revision' ? 'pledge_id' : 'id')).length));
  expect((await run('--dry-run')).split('\n')).toEqual([
    'tries      older than 1 days (before 2031-05-31T00:00:00.000Z): 5 to delete',
    'sessions   older than 30 days (before 2031-05-02T00:00:00.000Z): 3 to delete',
    'tokens     older than 30 days (before 2031-05-02T00:00:00.000Z): 3 to delete',
    'links      older than 30 days (before 2031-05-02T00:00:00.000Z): 3 to delete',
    'alarms     older than 1827 days (before 2026-05-31T00:00:00.000Z): 1 to delete',
    'readings   older than 1827 days (before 2026-05-31T00:00:00.000Z): 3 to delete',
    'revisions  older than 1827 days (before 2026-05-31T00:00:00.000Z): 1 to delete',
    'notices    older than 365 days (before 2030-06-01T00:00:00.000Z): 2 to delete',
    'mails      older than 365 days (before 2030-06-01T00:00:00.000Z): 2 to delete', '',
  ]);
  expect(await Promise.all([named('accounts.session', 'id'), named('people.reading', 'name'), named('pledges.revision', 'pledge_id')].map(async (rows) => (await rows).length))).toEqual(before);
  expect(await listAuditLines(db, { what: 'old-rows-deleted', limit: 1 })).toEqual([]);
});

test('what is past its age goes, what is younger stays, and so does an alarm that nobody has looked into, with its reading', async () => {
  expect(await run('--json')).toContain('{"what":"readings","days":1827,"before":"2026-05-31T00:00:00.000Z","rows":3}');
  expect(await named('accounts.attempt', 'key')).toEqual(['0 days']);
  for (const [table, column] of [['accounts.session', 'id'], ['accounts.token', 'id'], ['accounts.link', 'token_sha256'], ['accounts.challenge', 'token_sha256'], ['accounts.email_link', 'token_sha256']] as const) {
    expect(await named(table, column), table).toEqual(['0 days', '2 days', '29 days']);
  }
  expect((await named('platform.mail', 'id')).filter((id) => id.startsWith('182'))).toEqual(['1826 days, waiting', '1828 days, waiting']);
  expect(await named('oversight.notice', 'subject')).toEqual(['0 days', '2 days', '29 days', '31 days']);
  expect(await named('pledges.revision', 'pledge_id')).not.toContain('1828 days');
  expect(await named('pledges.revision', 'pledge_id')).toHaveLength(5);
  expect((await named('people.alarm', 'name')).filter((name) => name.startsWith('1828'))).toEqual(['1828 days, not looked into']);
  const readings = await asSystem(db, (transaction) => sql<{ name: string; what: string; persons: number }>`
    select r.name, r.what, (select count(*)::integer from people.person_read as p where p.reading = r.id) as persons from people.reading as r where r.name like '1828%'`.execute(transaction));
  expect(readings.rows).toEqual([{ name: '1828 days, not looked into', what: 'raised an alarm', persons: 1 }]);
  expect((await named('people.reading', 'name')).filter((name) => name.startsWith('1826'))).toHaveLength(4);
  // Accounts stay whatever their age: the audit names them.
  expect(await named('accounts.account', 'id')).toHaveLength(6);
});

test('the audit counts what was deleted, and a run that finds nothing writes nothing', async () => {
  const [line, ...others] = await listAuditLines(db, { what: 'old-rows-deleted', limit: 5 });
  expect(others).toEqual([]);
  expect(line).toMatchObject({ kind: 'operator', facts: { tries: 5, sessions: 3, tokens: 3, links: 3, alarms: 1, readings: 3, revisions: 1, notices: 2, mails: 2 } });
  await app.keep({ actor: operator('of the schedule') });
  expect(await listAuditLines(db, { what: 'old-rows-deleted', limit: 5 })).toHaveLength(1);
});

test('one kind that cannot be deleted leaves all others as they are', async () => {
  await put(2000);
  const broken: Keeper = { what: 'broken', days: () => 1, remove: () => Promise.reject(new Error('no such table')) };
  await expect(keep(ground, [...keepers, broken], { actor: operator('test') })).rejects.toThrow('no such table');
  expect(await named('pledges.revision', 'pledge_id')).toContain('2000 days');
});

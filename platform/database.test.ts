import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import type { Database } from './database.ts';
import { openTestDatabase, testFolder } from './testing.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => ({ db, close } = await openTestDatabase()));
afterAll(() => close());

async function one<T>(query: { execute(db: Database): Promise<{ rows: T[] }> }, on: Database = db): Promise<T | undefined> {
  return (await query.execute(on)).rows[0];
}

test('A server that nobody answers for is refused by name, and its address is not repeated', async () => {
  const opening = openDatabase({ dataFolder: '/nowhere', databaseUrl: 'postgres://who:secret@127.0.0.1:1/none' });
  await expect(opening).rejects.toMatchObject({ code: 'database-unreachable', facts: { reason: 'ECONNREFUSED' } });
  await expect(opening).rejects.not.toThrow(/secret/);
});

test('A failing statement inside a transaction undoes it all and leaves the connection fit for the next', async () => {
  await sql`CREATE TABLE kept (n int)`.execute(db);
  const failing = db.transaction().execute(async (trx) => {
    await sql`INSERT INTO kept VALUES (1)`.execute(trx);
    await sql`SELECT 1 / ${0}::int`.execute(trx);
  });
  await expect(failing).rejects.toMatchObject({ code: '22012' });
  expect(await one(sql`SELECT count(*) AS count FROM kept`)).toEqual({ count: 0 });
});

test('A statement that cannot be parsed and one with a wrong parameter fail with their SQLSTATE, each alone', async () => {
  await expect(sql`SELEC 1`.execute(db)).rejects.toMatchObject({ code: '42601' });
  await expect(sql`SELECT ${'no number'}::int`.execute(db)).rejects.toMatchObject({ code: '22P02' });
  await expect(sql.raw('SELECT 1; SELECT 1 / 0; SELECT 2').execute(db)).rejects.toMatchObject({ code: '22012' });
  expect(await one(sql`SELECT 2 AS two`)).toEqual({ two: 2 });
});

test('A statement nested too deeply fails by its SQLSTATE, and the next one runs', async () => {
  await expect(sql.raw(`SELECT ${Array.from({ length: 30_000 }, () => '1').join('+')}`).execute(db)).rejects.toMatchObject({ code: '54001' });
  expect(await one(sql`SELECT 2 AS two`)).toEqual({ two: 2 });
});

test('A transaction that catches an error may go on only from its savepoint', async () => {
  const answer = await db.transaction().execute(async (trx) => {
    await sql`SAVEPOINT here`.execute(trx);
    await expect(sql`SELECT * FROM nothing_there`.execute(trx)).rejects.toMatchObject({ code: '42P01' });
    await expect(sql`SELECT 1`.execute(trx)).rejects.toMatchObject({ code: '25P02' });
    await sql`ROLLBACK TO SAVEPOINT here`.execute(trx);
    return one(sql<{ fine: boolean }>`SELECT true AS fine`, trx);
  });
  expect(answer).toEqual({ fine: true });
});

test('Transactions begun at once all happen, one whole after another', async () => {
  await sql`CREATE TABLE tally (n int)`.execute(db);
  await sql`INSERT INTO tally VALUES (0)`.execute(db);
  await Promise.all(
    Array.from({ length: 20 }, () =>
      db.transaction().execute(async (trx) => {
        const before = await one(sql<{ n: number }>`SELECT n FROM tally FOR UPDATE`, trx);
        await sql`UPDATE tally SET n = ${(before?.n ?? 0) + 1}`.execute(trx);
      }),
    ),
  );
  expect(await one(sql`SELECT n FROM tally`)).toEqual({ n: 20 });
});

test('Five megabytes go in as one parameter and come back the same', async () => {
  const rows = Array.from({ length: 60_000 }, (_, n) => ({ n, text: `қатар ${n} «${'ә'.repeat(20)}»` }));
  const json = JSON.stringify(rows);
  expect(json.length).toBeGreaterThan(3_000_000);
  const back = await one(sql<{ value: unknown; count: number }>`SELECT ${json}::jsonb AS value, jsonb_array_length(${json}::jsonb) AS count`);
  expect(back?.count).toBe(60_000);
  expect(back?.value).toEqual(rows);
});

test('Ten thousand rows arrive complete and in order', async () => {
  const { rows } = await sql<{ n: number }>`SELECT n, repeat('x', 200) AS text FROM generate_series(1, 10000) AS n`.execute(db);
  expect(rows.map((row) => row.n)).toEqual(Array.from({ length: 10_000 }, (_, at) => at + 1));
});

test('Numbers of eight bytes are numbers while they are safe, numerics and dates are text', async () => {
  const row = await one(sql`SELECT 42::int8 AS small, 9007199254740993::int8 AS large, ARRAY[1, NULL, 3]::int8[] AS several,
    1.50::numeric AS money, DATE '2024-02-29' AS day, ARRAY[DATE '2024-02-29'] AS days, NULL::int8 AS nothing`);
  expect(row).toEqual({ small: 42, large: 9_007_199_254_740_993n, several: [1, null, 3], money: '1.50', day: '2024-02-29', days: ['2024-02-29'], nothing: null });
});

test.runIf(process.env['JUMYS_TEST_SERVER'])('A server that ends all connections, busy and idle, costs what is under way, and within five seconds queries run again', async () => {
  await Promise.all(Array.from({ length: 5 }, () => sql`SELECT pg_sleep(0.05)`.execute(db)));
  const cut = db.transaction().execute(async (trx) => {
    await sql`CREATE TABLE cut (n int)`.execute(trx);
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()`.execute(trx);
  });
  await expect(cut).rejects.toThrow(/terminat/);
  // An idle connection may be handed out in the moment before it learns that it was ended: that one query fails too.
  await expect.poll(() => one(sql`SELECT to_regclass('cut') AS cut`), { timeout: 5000 }).toEqual({ cut: null });
});

test('The embedded database keeps what was written, starts over a half-made first boot and leaves the exit status alone', { timeout: 60_000 }, async () => {
  const dataFolder = testFolder();
  await mkdir(join(dataFolder, 'pg.tmp'));
  await writeFile(join(dataFolder, 'pg.tmp', 'PG_VERSION'), '18');
  const statusBefore = process.exitCode;
  const first = await openDatabase({ dataFolder, databaseUrl: undefined });
  await sql`CREATE TABLE kept AS SELECT 'here' AS word`.execute(first.db);
  await first.close();
  const second = await openDatabase({ dataFolder, databaseUrl: undefined });
  expect(await one(sql`SELECT word FROM kept`, second.db)).toEqual({ word: 'here' });
  await second.close();
  expect(process.exitCode).toBe(statusBefore);
});

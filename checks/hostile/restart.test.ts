import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openTestDatabase } from '#platform/testing.ts';

const onServer = process.env['JUMYS_TEST_SERVER'] !== undefined;

/** What a restart of a PostgreSQL server does to those who are connected; the embedded database has no connections to end. */
test('a server that ends every connection, again and again, ends no program', { skip: !onServer, timeout: 120_000 }, async () => {
  const { db, close } = await openTestDatabase();
  const steward = await openTestDatabase();
  const [name] = (await sql<{ name: string }>`select current_database() as name`.execute(db)).rows;
  for (let round = 0; round < 30; round += 1) {
    // Some are idle in the pool, some in the middle of a statement or of a transaction; who is handed a connection that ended a moment ago is over at once.
    let over = 0;
    const sleeping = [
      sql`select pg_sleep(5)`.execute(db), sql`select pg_sleep(5)`.execute(db),
      db.transaction().execute(async (transaction) => {
        await sql`select 1`.execute(transaction);
        await sql`select pg_sleep(5)`.execute(transaction);
      }),
    ];
    for (const one of sleeping) void Promise.allSettled([one]).then(() => { over += 1; });
    const under = Promise.allSettled([...sleeping, sql`select 1`.execute(db)]);
    const count = async () => (await sql<{ sleeping: number }>`select count(*)::integer as sleeping from pg_stat_activity where datname = ${name!.name} and pid <> pg_backend_pid() and state = 'active' and query like '%pg_sleep%'`.execute(steward.db)).rows[0]!.sleeping;
    while ((await count()) + over < 3) await pause(5);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name!.name} and pid <> pg_backend_pid()`.execute(steward.db);
    expect((await under).filter(({ status }) => status === 'rejected').length).toBeGreaterThanOrEqual(3);
    // A connection that ended this moment may still be handed out: whoever asks again is answered.
    const again = async (tries: number): Promise<unknown> => sql`select 1 as one`.execute(db).catch(async (error: unknown) => {
      if (tries === 0) throw error;
      await pause(20);
      return again(tries - 1);
    });
    expect(await again(5)).toMatchObject({ rows: [{ one: 1 }] });
  }
  await steward.close();
  await close();
});

// No server is asked: this is how the embedded one is kept.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, test } from 'vitest';
import { openDatabase, openEmbedded } from './database.ts';
import { startEmbedded } from './pglite.ts';
import { dumpOf, testFolder } from './testing.ts';

async function start() {
  return startEmbedded({ folder: undefined, dump: await dumpOf([]) });
}

test('What a broken connection left open or set does not reach the next one', { timeout: 30_000 }, async () => {
  const server = await start();
  const pool = new pg.Pool(server.poolConfig);
  const first = await pool.connect();
  await first.query('CREATE TABLE kept (n int)');
  await first.query("SET TIME ZONE 'Asia/Almaty'");
  await first.query('BEGIN');
  await first.query('INSERT INTO kept VALUES (1)');
  first.release(true);
  const { rows } = await pool.query("SELECT (SELECT count(*)::int FROM kept) AS kept, current_setting('TimeZone') <> 'Asia/Almaty' AS own_zone");
  expect(rows).toEqual([{ kept: 0, own_zone: true }]);
  await pool.query('INSERT INTO kept VALUES (2)');
  await pool.end();
  await server.close();
});

test('A connection broken in the middle of a long statement gives way to the next one when the statement is done', { timeout: 30_000 }, async () => {
  const server = await start();
  const pool = new pg.Pool(server.poolConfig);
  pool.on('error', () => undefined);
  const first = await pool.connect();
  const long = first.query('SELECT count(*) FROM generate_series(1, 1000000)').catch((error: unknown) => error);
  first.release(new Error('given up'));
  expect(await long).toBeInstanceOf(Error);
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
  await server.close();
});

test('A long statement does not hold up the event loop', { timeout: 30_000 }, async () => {
  const { db, close } = await openEmbedded(await start());
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const began = performance.now();
  await sql`SELECT sum(length(md5(n::text))) FROM generate_series(1, 1000000) AS n`.execute(db);
  clearInterval(timer);
  // A law that holds on a busy machine too: had it run in this thread, the longest stall would be the statement itself.
  expect(performance.now() - began).toBeGreaterThan(4 * longest);
  await close();
});

test('When the database thread dies every query fails instead of waiting for ever, and this process lives', { timeout: 30_000 }, async () => {
  const server = await start();
  const { db } = await openEmbedded(server);
  await sql`SELECT 1`.execute(db);
  const running = sql`SELECT count(*) FROM generate_series(1, 100000000)`.execute(db);
  setTimeout(() => void server.kill(), 200);
  await expect(running).rejects.toThrow(/ended/);
  await expect(sql`SELECT 1`.execute(db)).rejects.toThrow();
  await db.destroy();
});

test('What was acknowledged is there after the process was killed in the middle of writing', { timeout: 60_000 }, async () => {
  const dataFolder = testFolder();
  const script = `
    const { openDatabase } = await import(${JSON.stringify(new URL('./database.ts', import.meta.url).href)});
    const { sql } = await import(${JSON.stringify(import.meta.resolve('kysely'))});
    const { db } = await openDatabase({ dataFolder: ${JSON.stringify(dataFolder)}, databaseUrl: undefined });
    await sql\`CREATE TABLE written (n int PRIMARY KEY, text text)\`.execute(db);
    for (let n = 0; ; n++) {
      await sql\`INSERT INTO written VALUES (\${n}, repeat('x', 2000))\`.execute(db);
      process.stdout.write(n + '\\n');
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let acknowledged = -1;
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line);
    if (acknowledged === 300) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  const { db, close } = await openDatabase({ dataFolder, databaseUrl: undefined });
  const { rows } = await sql<{ count: number; last: number }>`SELECT count(*) AS count, max(n) AS last FROM written`.execute(db);
  expect(rows[0]?.last).toBeGreaterThanOrEqual(acknowledged);
  expect(rows[0]?.count).toBe((rows[0]?.last ?? 0) + 1);
  await close();
});

import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database } from './database.ts';
import { migrate as migrateBy, readMigrations } from './migrations.ts';
import { findSetting, putSetting } from './settings.ts';
import { openTestDatabase, testFolder } from './testing.ts';

async function history(files: Record<string, string>): Promise<URL> {
  const folder = testFolder();
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
  return pathToFileURL(`${folder}/`);
}

async function migrate(db: Database, folder: URL): Promise<string[]> {
  return migrateBy(db, await readMigrations(folder));
}

async function emptyDatabase() {
  return (await openTestDatabase(await history({}))).db;
}

test('A file that was changed after it was applied is refused, and nothing more is applied', async () => {
  const db = await emptyDatabase();
  const folder = await history({ '0001-room-ground.sql': 'CREATE TABLE a (n int)' });
  await migrate(db, folder);
  await writeFile(new URL('0001-room-ground.sql', folder), 'CREATE TABLE a (n bigint)');
  await writeFile(new URL('0002-room-more.sql', folder), 'CREATE TABLE b (n int)');
  await expect(migrate(db, folder)).rejects.toMatchObject({ code: 'migration-changed', facts: { file: '0001-room-ground.sql' } });
  expect((await sql`SELECT to_regclass('b') AS b`.execute(db)).rows).toEqual([{ b: null }]);
});

test('A database newer than the program is refused, and so is a file that comes too late', async () => {
  const db = await emptyDatabase();
  const folder = await history({ '0001-room-ground.sql': 'CREATE TABLE a (n int)', '0003-room-third.sql': 'CREATE TABLE c (n int)' });
  await migrate(db, folder);
  await writeFile(new URL('0002-room-second.sql', folder), 'CREATE TABLE b (n int)');
  await expect(migrate(db, folder)).rejects.toMatchObject({ code: 'migration-late', facts: { file: '0002-room-second.sql' } });
  await rm(new URL('0002-room-second.sql', folder));
  await rm(new URL('0003-room-third.sql', folder));
  await expect(migrate(db, folder)).rejects.toMatchObject({ code: 'schema-unknown', facts: { file: '0003-room-third.sql' } });
});

test('Two files of one number, or a file named otherwise, are a fault of the repository', async () => {
  await expect(readMigrations(await history({ '0001-a-one.sql': '', '0001-b-two.sql': '' }))).rejects.toThrow('two migrations have the number 0001');
  await expect(readMigrations(await history({ '1-a.sql': '' }))).rejects.toThrow('not named NNNN-room-what.sql');
});

test('A file that fails leaves nothing behind; those before it stay, and the next run goes on from there', async () => {
  const db = await emptyDatabase();
  const folder = await history({
    '0001-room-ground.sql': 'CREATE TABLE a (n int)',
    '0002-room-broken.sql': 'CREATE TABLE b (n int); INSERT INTO b VALUES (1); SELECT 1 / 0',
  });
  await expect(migrate(db, folder)).rejects.toMatchObject({ code: '22012' });
  expect((await sql`SELECT to_regclass('a')::text AS a, to_regclass('b')::text AS b`.execute(db)).rows).toEqual([{ a: 'a', b: null }]);
  await writeFile(new URL('0002-room-broken.sql', folder), "CREATE TABLE b (word text DEFAULT 'a;b')");
  expect(await migrate(db, folder)).toEqual(['0002-room-broken.sql']);
  expect(await migrate(db, folder)).toEqual([]);
});

test('Programs that start at once on one database apply every file once between them', async () => {
  const db = await emptyDatabase();
  const folder = await history({ '0001-room-a.sql': 'CREATE TABLE a (n int)', '0002-room-b.sql': 'CREATE TABLE b (n int)' });
  const runs = await Promise.all([migrate(db, folder), migrate(db, folder), migrate(db, folder)]);
  expect(runs.flat().toSorted()).toEqual(['0001-room-a.sql', '0002-room-b.sql']);
});

test('A setting is what was put last, of any JSON shape; one never put is undefined', async () => {
  const { db } = await openTestDatabase();
  expect(await findSetting(db, 'demo.made-up')).toBeUndefined();
  for (const value of [true, 'text', { seed: 7, people: [1, 2] }, null, 0]) {
    await putSetting(db, 'demo.made-up', value);
    expect(await findSetting(db, 'demo.made-up')).toEqual(value);
  }
});

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { Refusal } from '#kernel/refusal.ts';
import type { Database } from './database.ts';

/** Where the one history of the database lies: NNNN-room-what.sql, forward only. */
export const migrationsFolder = new URL('../db/migrations/', import.meta.url);

export type Migration = { file: string; text: string; sha256: string };

/** The advisory lock under which processes that start at once on one server take turns; any number that nobody else uses. */
const turn = 7_486_779;

/** The migrations of a folder in their order. A second file of the same number is a fault of the repository. */
export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted();
  const numbers = new Set<string>();
  for (const file of files) {
    const number = /^(\d{4})(-[a-z0-9]+)+\.sql$/.exec(file)?.[1];
    if (number === undefined) throw new Error(`${file} is not named NNNN-room-what.sql`);
    if (numbers.has(number)) throw new Error(`two migrations have the number ${number}`);
    numbers.add(number);
  }
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(new URL(file, folder), 'utf8');
      return { file, text, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/**
 * Applies what is not applied yet, each file in a transaction of its own, and returns the names of those files.
 * Refuses `schema-unknown` when the database is newer than this program, `migration-changed` when an applied file is no
 * longer what it was, `migration-late` when a file would have to run before one that is applied already, and `migration-not-owner`
 * when something is to be applied and the role does not own what it would change.
 */
export async function migrate(db: Database, history?: readonly Migration[]): Promise<string[]> {
  const migrations = history ?? (await readMigrations());
  const done: string[] = [];
  try {
    await layGround(db);
    for (const migration of migrations) {
      if (await applyOnce(db, migrations, migration)) done.push(migration.file);
    }
  } catch (error) {
    if ((error as { code?: unknown }).code !== '42501') throw error;
    throw new Refusal('migration-not-owner', 409, {}, 'the database is to be brought to this version, and its role may not: run `jumys migrate` with the owner in JUMYS_MIGRATE_URL');
  }
  return done;
}

async function layGround(db: Database): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(${sql.lit(turn)})`.execute(trx);
    const { rows } = await sql<{ there: boolean }>`SELECT to_regclass('platform.migration') IS NOT NULL AS there`.execute(trx);
    if (rows[0]?.there) return;
    await sql
      .raw(
        `CREATE SCHEMA IF NOT EXISTS platform;
        COMMENT ON SCHEMA platform IS 'Machinery that knows no room: settings of this installation, and which migrations it has had.';
        CREATE TABLE platform.migration (
          file text CONSTRAINT migration_pkey PRIMARY KEY,
          sha256 text NOT NULL,
          applied_at timestamptz NOT NULL
        );
        COMMENT ON TABLE platform.migration IS 'The files of db/migrations that this database has had. Written only by platform/migrations.ts.';
        COMMENT ON COLUMN platform.migration.sha256 IS 'SHA-256 of the file as applied, in hex: a file that is changed afterwards is refused.'`,
      )
      .execute(trx);
  });
}

async function applyOnce(db: Database, known: readonly Migration[], migration: Migration): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(${sql.lit(turn)})`.execute(trx);
    const { rows } = await sql<{ file: string; sha256: string }>`SELECT file, sha256 FROM platform.migration ORDER BY file`.execute(trx);
    refuseWhatDiffers(known, rows);
    if (rows.some((row) => row.file === migration.file)) return false;
    const last = rows.at(-1)?.file;
    if (last !== undefined && last > migration.file) {
      throw new Refusal('migration-late', 409, { file: migration.file, applied: last }, `${migration.file} comes before ${last}, which is applied already`);
    }
    await sql.raw(migration.text).execute(trx);
    await sql`INSERT INTO platform.migration (file, sha256, applied_at) VALUES (${migration.file}, ${migration.sha256}, now())`.execute(trx);
    return true;
  });
}

function refuseWhatDiffers(known: readonly Migration[], applied: readonly { file: string; sha256: string }[]): void {
  for (const { file, sha256 } of applied) {
    const migration = known.find((one) => one.file === file);
    if (!migration) throw new Refusal('schema-unknown', 409, { file }, `the database has ${file}, which this version does not know: use a newer version`);
    if (migration.sha256 !== sha256) throw new Refusal('migration-changed', 409, { file }, `${file} has been changed after it was applied`);
  }
}

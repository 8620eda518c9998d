import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll } from 'vitest';
import { readConfig } from './config.ts';
import type { Config } from './config.ts';
import { everywhere, operator } from '#kernel/actor.ts';
import type { Gate } from './http.ts';
import { openDatabase, openEmbedded } from './database.ts';
import type { Database, OpenDatabase } from './database.ts';
import { migrate, migrationsFolder, readMigrations } from './migrations.ts';
import type { Migration } from './migrations.ts';
import { startEmbedded } from './pglite.ts';

const folders: string[] = [];
const databases = new Set<() => Promise<void>>();

afterAll(async () => {
  for (const close of databases) await close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A gate that lets everybody in as the operator, for tests of what lies behind it. */
export const openGate: Gate = { identify: () => operator('test'), scopeOf: () => everywhere };

/** An empty folder of this test file's own, removed after its last test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jumys-test-'));
  folders.push(folder);
  return folder;
}

/**
 * A fresh, migrated database: embedded in memory, or one of its own on the server of JUMYS_TEST_SERVER (a postgres URL of a
 * role that may create databases). Gone when closed; what a test leaves open is closed after its file.
 * `history` names another folder of migrations than the repository's.
 */
export async function openTestDatabase(history = migrationsFolder): Promise<{ db: Database; close(): Promise<void> }> {
  const server = process.env['JUMYS_TEST_SERVER'];
  const opened = server ? await openOnServer(server, history) : await openInMemory(history);
  const close = async (): Promise<void> => {
    if (databases.delete(close)) await opened.close();
  };
  databases.add(close);
  return { db: opened.db, close };
}

/** A data folder and a key of its own beside a fresh database, as the rooms take them; `files` is a folder for what a test writes. */
export async function openTestGround(changes: Partial<Config> = {}): Promise<{ db: Database; config: Config; files: string; close(): Promise<void> }> {
  const folder = testFolder();
  const files = join(folder, 'files');
  mkdirSync(files);
  const config = readConfig({ JUMYS_DATA: join(folder, 'data'), JUMYS_KEY: join(folder, 'key'), JUMYS_MEMORY: '500MB' });
  return { ...(await openTestDatabase()), config: { ...config, ...changes }, files };
}

/** Names the state that migrations lead to, so that it is made once and copied for every test. */
function stateName(migrations: readonly Migration[]): string {
  return createHash('sha256').update(migrations.map((one) => one.file + one.sha256).join()).digest('hex').slice(0, 16);
}

async function openInMemory(history: URL): Promise<OpenDatabase> {
  return openEmbedded(await startEmbedded({ folder: undefined, dump: await dumpOf(await readMigrations(history)) }));
}

/** A file from which `startEmbedded` fills a memory with that state; when it is missing it is made from the state before the first migration, and that by PostgreSQL itself. */
export async function dumpOf(migrations: readonly Migration[]): Promise<string> {
  const dump = join(tmpdir(), `jumys-test-${stateName(migrations)}.tar`);
  if (existsSync(dump)) return dump;
  const server = await startEmbedded({ folder: undefined, dump: migrations.length > 0 ? await dumpOf([]) : undefined });
  const { db, close } = await openEmbedded(server);
  try {
    await migrate(db, migrations);
    const beside = `${dump}.${randomUUID()}`;
    await server.dump(beside);
    await rename(beside, dump);
  } finally {
    await close();
  }
  return dump;
}

async function openOnServer(server: string, history: URL): Promise<OpenDatabase> {
  const migrations = await readMigrations(history);
  const template = `jumys_template_${stateName(migrations)}`;
  const name = `jumys_test_${randomUUID().replaceAll('-', '')}`;
  const steward = await openDatabase({ dataFolder: '', databaseUrl: server });
  try {
    await steward.db.connection().execute(async (one) => {
      // Test files run in processes of their own: the first of them makes the template, the others wait for it.
      await sql`SELECT pg_advisory_lock(1)`.execute(one);
      try {
        const { rows } = await sql`SELECT 1 FROM pg_database WHERE datname = ${template}`.execute(one);
        if (rows.length === 0) await makeTemplate(server, one, template, migrations);
        await sql`CREATE DATABASE ${sql.id(name)} TEMPLATE ${sql.id(template)}`.execute(one);
      } finally {
        await sql`SELECT pg_advisory_unlock(1)`.execute(one);
      }
    });
  } finally {
    await steward.close();
  }
  const opened = await openDatabase({ dataFolder: '', databaseUrl: onServer(server, name) });
  return { ...opened, close: () => dropAfter(server, name, opened) };
}

async function makeTemplate(server: string, steward: Database, template: string, migrations: readonly Migration[]): Promise<void> {
  const making = `${template}_making`;
  await sql`DROP DATABASE IF EXISTS ${sql.id(making)}`.execute(steward);
  await sql`CREATE DATABASE ${sql.id(making)}`.execute(steward);
  const opened = await openDatabase({ dataFolder: '', databaseUrl: onServer(server, making) });
  await migrate(opened.db, migrations).finally(() => opened.close());
  await sql`ALTER DATABASE ${sql.id(making)} RENAME TO ${sql.id(template)}`.execute(steward);
}

async function dropAfter(server: string, name: string, opened: OpenDatabase): Promise<void> {
  await opened.close();
  const steward = await openDatabase({ dataFolder: '', databaseUrl: server });
  await sql`DROP DATABASE IF EXISTS ${sql.id(name)} WITH (FORCE)`.execute(steward.db).finally(() => steward.close());
}

function onServer(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

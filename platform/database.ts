import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { Refusal } from '#kernel/refusal.ts';
import { isLoopback, type Config } from './config.ts';
import { startEmbedded } from './pglite.ts';
import type { EmbeddedServer } from './pglite.ts';

/** The database as all rooms use it: SQL through Kysely's `sql` tag, transactions through `db.transaction()`. */
export type Database = Kysely<unknown>;

export type OpenDatabase = { db: Database; embedded: boolean; close(): Promise<void> };

const oldestServer = 150_000;

/**
 * Opens the embedded database in `<dataFolder>/pg`, or the server that `databaseUrl` names.
 * Values arrive as: int8 a number when safe, else a bigint; numeric and date text; timestamptz a Date; json parsed.
 * The embedded database has one connection: transactions queue, and a query outside the open transaction waits for its end.
 * Refuses `database-too-old` below PostgreSQL 15, `database-unreachable` when no server answers, and `database-in-clear` for one beyond
 * this machine whose certificate would not be verified.
 * The caller owns the data folder (`takeFolder`): PGlite itself does not notice a second process and is ruined by it.
 */
export async function openDatabase(config: Pick<Config, 'dataFolder' | 'databaseUrl'>): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) return openServer(config.databaseUrl);
  return openEmbedded(await startInFolder(config.dataFolder));
}

/** The Kysely side of an embedded server that runs already; closing it closes the server too. */
export async function openEmbedded(server: EmbeddedServer): Promise<OpenDatabase> {
  const pool = new pg.Pool({
    ...server.poolConfig,
    types,
    // How long a request waits for the one connection while an import or a month's close writes its results.
    connectionTimeoutMillis: 120_000,
  });
  const db = kysely(pool);
  return {
    db,
    embedded: true,
    async close() {
      await db.destroy();
      await server.close();
    },
  };
}

/**
 * Refuses `database-in-clear` for a server beyond this machine unless the address asks that its certificate be verified. A socket and
 * the loopback leave no machine. Host and encryption are asked of the driver itself, so that no other reading of the address can pass by.
 */
function mustBeVerified(databaseUrl: string): void {
  const { host, ssl } = describeServer(databaseUrl);
  if (host.startsWith('/') || host === 'localhost' || isLoopback(host)) return;
  const asks = new URLSearchParams(databaseUrl.split('?')[1] ?? '').getAll('sslmode');
  const verifies = ssl === true || (typeof ssl === 'object' && ssl.rejectUnauthorized !== false);
  if (verifies && asks.length === 1 && ['verify-full', 'verify-ca'].includes(asks[0] ?? '')) return;
  throw new Refusal('database-in-clear', 400, {}, 'a PostgreSQL server beyond this machine is spoken to with a verified certificate only: add ?sslmode=verify-full&sslrootcert=FILE to its address');
}

/** What the driver makes of an address, without connecting. */
function describeServer(databaseUrl: string): { host: string; ssl: boolean | { rejectUnauthorized?: boolean } } {
  try {
    const { host, ssl } = new pg.Client({ connectionString: databaseUrl }) as pg.Client & { ssl: boolean | { rejectUnauthorized?: boolean } };
    return { host, ssl };
  } catch (error) {
    // A certificate that cannot be read, or an address that is none: the message may repeat it.
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'address';
    throw new Refusal('database-unreachable', 503, { reason }, `the address of the PostgreSQL server cannot be used (${reason})`);
  }
}

async function openServer(databaseUrl: string): Promise<OpenDatabase> {
  mustBeVerified(databaseUrl);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'jumys',
    types,
    max: 10,
    keepAlive: true,
    connectionTimeoutMillis: 15_000,
  });
  const db = kysely(pool);
  try {
    await checkVersion(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return { db, embedded: false, close: () => db.destroy() };
}

async function checkVersion(db: Database): Promise<void> {
  const { rows } = await sql<{ version: number }>`select current_setting('server_version_num')::int as version`.execute(db).catch((error: unknown) => {
    // The code (ECONNREFUSED, 28P01, …) says enough; the message may repeat the address.
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'timeout';
    throw new Refusal('database-unreachable', 503, { reason }, `the PostgreSQL server of DATABASE_URL cannot be used (${reason})`);
  });
  const version = rows[0]?.version ?? 0;
  if (version < oldestServer) throw new Refusal('database-too-old', 503, { version, oldest: oldestServer }, 'PostgreSQL 15 or newer is needed');
}

/**
 * The first boot happens beside and is renamed when it is complete: a process killed half-way through it would otherwise
 * leave a folder that PostgreSQL refuses for ever.
 */
async function startInFolder(dataFolder: string): Promise<EmbeddedServer> {
  const folder = join(dataFolder, 'pg');
  if (!existsSync(folder)) {
    const beside = join(dataFolder, 'pg.tmp');
    await rm(beside, { recursive: true, force: true });
    await mkdir(beside, { recursive: true, mode: 0o700 });
    const first = await startEmbedded({ folder: beside, dump: undefined });
    await first.close();
    for (const file of ['PG_VERSION', 'global/pg_control']) {
      if (!existsSync(join(beside, file))) throw new Error(`the embedded database has not written ${file}`);
    }
    await rename(beside, folder);
  }
  return startEmbedded({ folder, dump: undefined });
}

function kysely(pool: pg.Pool): Database {
  // A server that restarts ends its connections: without a listener each, idle or busy, would end this process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
}

function int8(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

const textArray = pg.types.getTypeParser(1009 as 25) as (text: string) => (string | null)[];
const parsers = new Map<number, (text: string) => unknown>([
  [20, int8],
  [1016, (text) => textArray(text).map((value) => (value === null ? null : int8(value)))],
  [1082, (text) => text],
  [1182, textArray],
]);

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format as 'text'),
};

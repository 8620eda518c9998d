import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Identifier } from '#kernel/identifiers.ts';
import type { Config, KeyConfig } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';
import { openDuck, textLiteral, type Duck } from '#platform/duck.ts';
import { dropKeyLines, syncFolder } from './key-file.ts';
import { holdKeys, openKeys, type VaultKeys } from './key.ts';
import { blockOf, loadRuns, openBlocks, sealBlocks, type Run } from './vault-block.ts';
import { listVaultFiles, macOf, vaultRows } from './vault-files.ts';

/** What the vault works on; `config` names the data folder and the key file. */
export type VaultGround = { readonly db: Database; readonly config: Pick<Config, 'dataFolder' | 'memoryLimit'> & KeyConfig };

/**
 * Checks the key of the vault, making it on first use, and removes what a rotation has left that was killed. Refuses a wrong
 * or unreadable key. For the owner of the data folder, before anything else is asked of the vault.
 */
export async function openVault(ground: VaultGround): Promise<void> {
  await sweepVersions(ground, await openKeys(ground));
}

/** Removes keys and sealed files of all versions but the one that the database is under. */
export async function sweepVersions({ config }: VaultGround, keys: VaultKeys): Promise<void> {
  const folder = join(config.dataFolder, 'vault');
  await mkdir(join(folder, String(keys.version)), { recursive: true, mode: 0o700 });
  await syncFolder(folder);
  for (const name of await readdir(folder)) {
    if (/^\d+$/.test(name) && name !== String(keys.version)) await rm(join(folder, name), { recursive: true });
  }
  await dropKeyLines(config, keys.owner, keys.version);
}

/**
 * Gives the DuckDB the macro keyed_hash(text) -> UUID, equal for equal texts and telling nothing without the key, which lies in
 * a variable and in no statement. It is a part of SHA-256 over key and text: with texts of one length and no whole digest told, nothing
 * can be appended, and that is as good as HMAC; key and identifier fill just one block, so that millions are numbered in seconds.
 */
export async function loadVaultMacros(duck: Duck, ground: VaultGround): Promise<void> {
  await loadMacros(duck, await openKeys(ground));
}

/** The macro of given keys. */
export async function loadMacros(duck: Duck, keys: VaultKeys): Promise<void> {
  await duck.run(`
    create schema if not exists vault;
    set variable "keyed-hash" = '${keys.derive('hash')}';
    create or replace macro keyed_hash(x) as substr(sha256(getvariable('keyed-hash') || x), 1, 32)::uuid;`);
}

/** A DuckDB table expression of the vault's rows, as `vaultRows` tells. */
async function rowsOf(ground: VaultGround, holding?: readonly number[]): Promise<string> {
  return vaultRows(ground.db, ground.config.dataFolder, await openKeys(ground), holding);
}

/** What numbering found: the file with the identifiers met for the first time, to be entered with the import that met them. */
export type NewNumbers = { readonly firstNumber: number; readonly lastNumber: number; readonly version: number; readonly mac: string } | undefined;

/**
 * Numbers the identifiers that a query yields (its only column, valid IIN and BIN as BIGINT): makes the table
 * vault.number(identifier BIGINT, number INTEGER) in the given DuckDB, which must have the macros. Identifiers never met
 * go on from the greatest number so far, in the order of their keyed hashes, which tells nothing of them, and are written to
 * `file`. They count once that file lies at `vaultFile(version, id)` and `enterNumbers` has run in the transaction of the import,
 * which fails when another import has entered numbers meanwhile.
 */
export async function numberIdentifiers(duck: Duck, ground: VaultGround, identifiers: string, file: string): Promise<NewNumbers> {
  const keys = await openKeys(ground);
  const { rows } = await sql<{ last: number }>`select coalesce(max(last_number), 0)::integer as last from people.vault_file`.execute(ground.db);
  const last = rows[0]?.last ?? 0;
  await duck.run(`
    create or replace table vault.met as
      select identifier, keyed_hash(lpad(identifier::varchar, 12, '0')) as hash
      from (select distinct identifier from (${identifiers}) as asked(identifier) where identifier is not null);
    create or replace table vault.known as
      select m.identifier, v.number from vault.met as m join ${await vaultRows(ground.db, ground.config.dataFolder, keys)} as v on v.hash = m.hash;
    create or replace table vault.fresh as
      select m.identifier, m.hash, (${last} + row_number() over (order by m.hash))::integer as number
      from vault.met as m anti join vault.known as k on k.identifier = m.identifier;
    create or replace table vault.number as
      select identifier, number from vault.known union all select identifier, number from vault.fresh;`);
  const [counted] = await duck.rows<{ fresh: number }>('select count(*)::integer as fresh from vault.fresh');
  const fresh = counted?.fresh ?? 0;
  if (fresh === 0) return undefined;
  await writeVaultFile(duck, keys, 'vault.fresh', last + 1, file);
  const numbers = { firstNumber: last + 1, lastNumber: last + fresh };
  return { ...numbers, version: keys.version, mac: await macOf(keys, file, numbers) };
}

/** Makes the numbers of an import count. Run it inside the import's transaction. Refuses `vault-rotated` when the keys have changed meanwhile. */
export async function enterNumbers(db: Database, id: string, numbers: NewNumbers): Promise<void> {
  if (numbers === undefined) return;
  await holdKeys(db, numbers.version);
  await sql`
    insert into people.vault_file (id, first_number, last_number, mac)
    values (${id}, ${numbers.firstNumber}, ${numbers.lastNumber}, ${numbers.mac})`.execute(db);
}

/** Writes a table (number INTEGER without gaps, identifier BIGINT, hash UUID) as a file of the vault. */
export async function writeVaultFile(duck: Duck, keys: VaultKeys, table: string, firstNumber: number, file: string): Promise<void> {
  await sealBlocks(duck, keys, table, firstNumber);
  await duck.run(`
    copy (
      select t.hash, t.number, t.identifier // 10000000 % 10 < 4 as person, b.block
      from ${table} as t left join vault.block as b on b.number = t.number order by t.number
    ) to ${textLiteral(file)} (format parquet, compression zstd)`);
}

/**
 * Makes the table vault.revealed(number INTEGER, identifier BIGINT) for the numbers that a query yields, in a DuckDB that has the
 * macros, and returns its name. Numbers never given are absent.
 */
export async function revealedNumbers(duck: Duck, ground: VaultGround, numbers: string): Promise<string> {
  const asked = await duck.rows<{ number: number }>(`select distinct number from (${numbers}) as asked(number) where number is not null`);
  const wanted = new Set(asked.map(({ number }) => number));
  await loadRuns(duck, 'vault.revealed', await openRuns(duck, ground, wanted), (number) => wanted.has(number));
  return 'vault.revealed';
}

/** The identifiers behind numbers, masked until revealed. For a stated purpose only; numbers never given are absent. */
export async function revealNumbers(ground: VaultGround, numbers: readonly number[]): Promise<Map<number, Identifier>> {
  const asked = new Set(numbers.filter((number) => Number.isInteger(number) && number > 0 && number < 2 ** 31));
  if (asked.size === 0) return new Map();
  return withVault(ground, async (duck) => {
    const runs = await openRuns(duck, ground, asked);
    return new Map(runs.flatMap(({ first, identifiers }) => identifiers.flatMap((identifier, at) =>
      asked.has(first + at) ? [[first + at, new Identifier(String(identifier).padStart(12, '0'))] as const] : [])));
  });
}

/** Opens the blocks that hold some of these numbers, and no other. */
async function openRuns(duck: Duck, ground: VaultGround, numbers: ReadonlySet<number>): Promise<Run[]> {
  const files = await listVaultFiles(ground.db);
  const blocks = new Set([...numbers].flatMap((number) => {
    const file = files.find(({ firstNumber, lastNumber }) => number >= firstNumber && number <= lastNumber);
    return file === undefined ? [] : [blockOf(number, file.firstNumber)];
  }));
  if (blocks.size === 0) return [];
  return openBlocks(duck, await openKeys(ground), `select number, block from ${await rowsOf(ground, [...blocks])} where number in (${[...blocks].join(', ')})`);
}

/** The number of an identifier, looked up by its keyed hash: neither a statement nor an index holds the identifier. */
export async function findNumber(ground: VaultGround, identifier: Identifier): Promise<number | undefined> {
  const keys = await openKeys(ground);
  return withVault(ground, async (duck) => {
    const rows = await duck.rows<{ number: number }>(`select number from ${await rowsOf(ground)} where hash = '${keys.hash(identifier.reveal())}'::uuid`);
    return rows[0]?.number;
  });
}

async function withVault<Result>(ground: VaultGround, work: (duck: Duck) => Promise<Result>): Promise<Result> {
  const duck = await openDuck({ memoryLimit: ground.config.memoryLimit });
  try {
    await loadVaultMacros(duck, ground);
    return await work(duck);
  } finally {
    duck.close();
  }
}

/** A query of the numbers that stand for persons (an IIN), a sole entrepreneur's among them, for the given DuckDB. */
export async function personNumbers(ground: VaultGround): Promise<string> {
  return `select number from ${await rowsOf(ground)} where person`;
}

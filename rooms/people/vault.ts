import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Identifier } from '#kernel/identifiers.ts';
import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';
import { openDuck, textLiteral, type Duck } from '#platform/duck.ts';
import { openKeys } from './key.ts';

/** What the vault works on; `config` names the data folder and the key file. */
export type VaultGround = { readonly db: Database; readonly config: Pick<Config, 'dataFolder' | 'keyFile' | 'memoryLimit'> };

/** Checks the key of the vault, making it on first use. Refuses a wrong or unreadable one. */
export async function openVault(ground: VaultGround): Promise<void> {
  await openKeys(ground);
}

/**
 * Gives the DuckDB the vault's macros, whose keys lie in its variables and in no statement:
 *   keyed_hash(text) -> UUID: equal for equal texts, and telling nothing without the key;
 *   keyed_pad(text) -> BIGINT, 60 bits that look random, under a key of their own.
 * Both are a part of SHA-256 over key and text: with texts of one length and no whole digest told, nothing can be appended,
 * and that is as good as HMAC; key and identifier fill just one block, so that millions are numbered in seconds.
 */
export async function loadVaultMacros(duck: Duck, ground: VaultGround): Promise<void> {
  const keys = await openKeys(ground);
  await duck.run(`
    ${['hash', 'pad'].map((use) => `set variable "vault-${use}" = '${keys.derive(use)}';`).join('\n')}
    create or replace macro keyed_hash(x) as substr(sha256(getvariable('vault-hash') || x), 1, 32)::uuid;
    create or replace macro keyed_pad(x) as ('0x' || substr(sha256(getvariable('vault-pad') || x), 1, 15))::bigint;`);
}

async function vaultFiles({ db, config }: VaultGround): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from people.vault_file order by first_number`.execute(db);
  return rows.map(({ id }) => vaultFile(config.dataFolder, id));
}

/** A DuckDB table expression of the vault's rows: keyed hash, number, whether it is an IIN, the identifier under its pad. */
async function vaultRows(ground: VaultGround): Promise<string> {
  const files = await vaultFiles(ground);
  if (files.length === 0) return '(select null::uuid as sealed, 0 as number, false as person, 0::bigint as cipher where false)';
  for (const file of files) if (!existsSync(file)) throw new Error('a file of the vault is missing: the data folder is not the one this database was filled with');
  return `read_parquet([${files.map(textLiteral).join(', ')}])`;
}

/** What numbering found: the file with the identifiers met for the first time, to be entered with the import that met them. */
export type NewNumbers = { readonly firstNumber: number; readonly lastNumber: number } | undefined;

/**
 * Numbers the identifiers that a query yields (its only column, valid IIN and BIN as BIGINT): makes the table
 * vault.number(identifier BIGINT, number INTEGER) in the given DuckDB, which must have the macros. Identifiers never met
 * go on from the greatest number so far, in the order of their keyed hashes, which tells nothing of them, and are written to
 * `file`. They count once that file lies at `vaultFile(id)` and `enterNumbers` has run in the transaction of the import,
 * which fails when another import has entered numbers meanwhile.
 */
export async function numberIdentifiers(duck: Duck, ground: VaultGround, identifiers: string, file: string): Promise<NewNumbers> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(last_number), 0)::integer as last from people.vault_file`.execute(ground.db);
  const last = rows[0]?.last ?? 0;
  await duck.run(`
    create schema if not exists vault;
    create or replace table vault.met as
      select identifier, keyed_hash(lpad(identifier::varchar, 12, '0')) as sealed
      from (select distinct identifier from (${identifiers}) as asked(identifier) where identifier is not null);
    create or replace table vault.known as
      select m.identifier, v.number from vault.met as m join ${await vaultRows(ground)} as v on v.sealed = m.sealed;
    create or replace table vault.fresh as
      select m.identifier, m.sealed, (${last} + row_number() over (order by m.sealed))::integer as number
      from vault.met as m anti join vault.known as k on k.identifier = m.identifier;
    create or replace table vault.number as
      select identifier, number from vault.known union all select identifier, number from vault.fresh;`);
  const [counted] = await duck.rows<{ fresh: number }>('select count(*)::integer as fresh from vault.fresh');
  const fresh = counted?.fresh ?? 0;
  if (fresh === 0) return undefined;
  await duck.run(`
    copy (
      select sealed, number, identifier // 10000000 % 10 < 4 as person, xor(identifier, keyed_pad(sealed::varchar)) as cipher
      from vault.fresh order by sealed
    ) to ${textLiteral(file)} (format parquet, compression zstd)`);
  return { firstNumber: last + 1, lastNumber: last + fresh };
}

/** Where the identifiers lie that an import met first. */
export function vaultFile(dataFolder: string, id: string): string {
  return join(dataFolder, 'vault', `${id}.parquet`);
}

/** Makes the numbers of an import count. Run it inside the import's transaction. */
export async function enterNumbers(db: Database, id: string, numbers: NewNumbers): Promise<void> {
  if (numbers === undefined) return;
  await sql`insert into people.vault_file (id, first_number, last_number) values (${id}, ${numbers.firstNumber}, ${numbers.lastNumber})`.execute(db);
}

/** A query of (number INTEGER, identifier BIGINT) for the numbers that another query yields, for a DuckDB that has the macros. */
export async function revealedNumbers(ground: VaultGround, numbers: string): Promise<string> {
  return `
    select v.number, xor(v.cipher, keyed_pad(v.sealed::varchar)) as identifier
    from ${await vaultRows(ground)} as v
    where v.number in (${numbers})`;
}

/** The identifiers behind numbers, masked until revealed. For the operator's own commands; numbers never given are absent. */
export async function revealNumbers(ground: VaultGround, numbers: readonly number[]): Promise<Map<number, Identifier>> {
  if (numbers.length === 0) return new Map();
  const duck = await openDuck({ memoryLimit: ground.config.memoryLimit });
  try {
    await loadVaultMacros(duck, ground);
    const rows = await duck.rows<{ number: number; identifier: string }>(`
      select number, lpad(identifier::varchar, 12, '0') as identifier
      from (${await revealedNumbers(ground, `select unnest([${numbers.map((one) => Math.trunc(one)).join(', ')}]::integer[])`)})`);
    return new Map(rows.map(({ number, identifier }) => [number, new Identifier(identifier)]));
  } finally {
    duck.close();
  }
}

/** A query of the numbers that stand for persons (an IIN), a sole entrepreneur's among them, for the given DuckDB. */
export async function personNumbers(ground: VaultGround): Promise<string> {
  return `select number from ${await vaultRows(ground)} where person`;
}


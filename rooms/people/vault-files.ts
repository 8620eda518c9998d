import { createHmac, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Refusal } from '#kernel/refusal.ts';
import type { Database } from '#platform/database.ts';
import { textLiteral } from '#platform/duck.ts';
import type { VaultKeys } from './key.ts';

/** A file of the vault that counts: numbers from first to last, and the MAC over it under the key of its version. */
export type VaultFile = { readonly id: string; readonly firstNumber: number; readonly lastNumber: number; readonly mac: string };

/** Where the identifiers lie that an import met first, sealed under a version of the keys. */
export function vaultFile(dataFolder: string, version: number, id: string): string {
  return join(dataFolder, 'vault', String(version), `${id}.parquet`);
}

/** The files that count, in the order of their numbers. */
export async function listVaultFiles(db: Database): Promise<VaultFile[]> {
  const { rows } = await sql<VaultFile>`
    select id, first_number as "firstNumber", last_number as "lastNumber", mac from people.vault_file order by first_number`.execute(db);
  return rows;
}

/** HMAC-SHA-256 over the numbers that a file stands for and all its bytes, as hex. */
export async function macOf(keys: VaultKeys, path: string, { firstNumber, lastNumber }: Pick<VaultFile, 'firstNumber' | 'lastNumber'>): Promise<string> {
  const mac = createHmac('sha256', keys.derive('file')).update(`${firstNumber} ${lastNumber}\n`);
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) mac.update(piece as Buffer);
  return mac.digest('hex');
}

/** Files found right, by path: what they were then. The change time moves with every write, and no program can set it back. */
const foundRight = new Map<string, string>();

/**
 * A DuckDB table expression of the vault's rows: hash UUID (keyed hash of the identifier), number INTEGER, person BOOLEAN (an IIN), block
 * BLOB (sealed identifiers, in the row of the first of them; vault-block.ts). Refuses `vault-damaged` when a file is not as it was written: its MAC is taken on
 * first use and whenever the file has changed since. `holding` leaves only files that hold some of these numbers.
 */
export async function vaultRows(db: Database, dataFolder: string, keys: VaultKeys, holding?: readonly number[]): Promise<string> {
  const all = await listVaultFiles(db);
  const files = holding === undefined ? all : all.filter(({ firstNumber, lastNumber }) => holding.some((number) => number >= firstNumber && number <= lastNumber));
  if (files.length === 0) return '(select null::uuid as hash, 0 as number, false as person, null::blob as block where false)';
  for (const file of files) await mustBeRight(keys, vaultFile(dataFolder, keys.version, file.id), file);
  return `read_parquet([${files.map(({ id }) => textLiteral(vaultFile(dataFolder, keys.version, id))).join(', ')}])`;
}

async function mustBeRight(keys: VaultKeys, path: string, file: VaultFile): Promise<void> {
  const found = await stat(path, { bigint: true }).catch(() => {
    throw new Error('a file of the vault is missing: the data folder is not the one this database was filled with');
  });
  const now = `${found.ino} ${found.size} ${found.ctimeNs} ${file.mac}`;
  if (foundRight.get(path) === now) return;
  const mac = await macOf(keys, path, file);
  if (!timingSafeEqual(Buffer.from(mac, 'hex'), Buffer.from(file.mac, 'hex'))) {
    throw new Refusal('vault-damaged', 503, { file: file.id }, `the file of the vault ${file.id}.parquet is not as it was written: put its copy back`);
  }
  foundRight.set(path, now);
}

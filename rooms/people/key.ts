import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { Refusal } from '#kernel/refusal.ts';
import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';

/** The keys of one vault. They show themselves nowhere: not in logs, errors or JSON. */
export class VaultKeys {
  readonly #master: Buffer;

  constructor(master: Buffer) {
    this.#master = master;
  }

  /** A key of 32 bytes for one use, as 43 letters of base64url; another use gives another key. */
  derive(use: string): string {
    return Buffer.from(hkdfSync('sha256', this.#master, '', `jumys ${use}`, 32)).toString('base64url');
  }

  toJSON(): string {
    return '[keys]';
  }
}

/** Reads the key file; undefined when there is none. */
async function findMaster(file: string): Promise<Buffer | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Refusal('key-unreadable', 500, { reason: error.code ?? 'unknown' }, `the key file of the vault cannot be read (${error.code}); JUMYS_KEY names another`);
  });
  if (text === undefined) return undefined;
  if (!/^[0-9a-f]{64}\s*$/.test(text)) throw new Refusal('key-broken', 500, {}, 'the key file of the vault must hold 64 hexadecimal digits');
  return Buffer.from(text.trim(), 'hex');
}

/** Makes the key file, readable by its user only: whole or not at all, and of two processes that make it at once the first wins. */
async function makeMaster(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(beside, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
  await link(beside, file).catch((failed: NodeJS.ErrnoException) => {
    if (failed.code !== 'EEXIST') throw failed;
  });
  await unlink(beside);
}

/**
 * The keys of the vault of this database; the key file is made on first use. Refuses `key-missing` and `key-wrong` when the
 * database was filled under a key that is not there: with another one no identifier would be recognised, and everybody
 * would get a second number.
 */
export async function openKeys({ db, config }: { db: Database; config: Pick<Config, 'keyFile'> }): Promise<VaultKeys> {
  const known = await findCheck(db);
  let master = await findMaster(config.keyFile);
  if (master === undefined) {
    if (known !== undefined) throw new Refusal('key-missing', 503, {}, 'the vault key that this data was filled under is not there: point JUMYS_KEY to it, or put its copy back');
    await makeMaster(config.keyFile);
    master = await findMaster(config.keyFile);
  }
  if (master === undefined) throw new Error('the key file of the vault is gone right after it was made');
  const keys = new VaultKeys(master);
  const value = createHmac('sha256', keys.derive('check')).update('jumys').digest('hex');
  if (known === undefined) await sql`insert into people.key_check (value) values (${value}) on conflict (single) do nothing`.execute(db);
  const expected = known ?? (await findCheck(db)) ?? '';
  if (!timingSafeEqual(Buffer.from(expected, 'hex'), Buffer.from(value, 'hex'))) {
    throw new Refusal('key-wrong', 409, {}, 'this data was filled under another vault key: point JUMYS_KEY to the key file it was made with');
  }
  return keys;
}

async function findCheck(db: Database): Promise<string | undefined> {
  const { rows } = await sql<{ value: string }>`select value from people.key_check`.execute(db);
  return rows[0]?.value;
}

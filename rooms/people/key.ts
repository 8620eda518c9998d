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

  /** A key of 32 bytes for one use, as 64 hexadecimal digits; another use gives another key. */
  derive(use: string): string {
    return Buffer.from(hkdfSync('sha256', this.#master, '', `jumys ${use}`, 32)).toString('hex');
  }

  toJSON(): string {
    return '[keys]';
  }
}

/** Reads the key file; makes it on first use, readable by its user only. Two processes that make it at once get the same. */
async function readMaster(file: string): Promise<Buffer> {
  const read = async () => (await readFile(file, 'utf8')).trim();
  const text = await read().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw new Refusal('key-unreadable', 500, { reason: error.code ?? 'unknown' }, `the key file of the vault cannot be read (${error.code}); JUMYS_KEY names another`);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const beside = `${file}.${randomBytes(6).toString('hex')}`;
    await writeFile(beside, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
    await link(beside, file).catch((failed: NodeJS.ErrnoException) => {
      if (failed.code !== 'EEXIST') throw failed;
    });
    await unlink(beside);
    return read();
  });
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Refusal('key-broken', 500, {}, 'the key file of the vault must hold 64 hexadecimal digits');
  return Buffer.from(text, 'hex');
}

/**
 * The keys of the vault of this database. Refuses `key-wrong` when the database was filled under another key: with it no
 * identifier would be recognised, and everybody would get a second number.
 */
export async function openKeys({ db, config }: { db: Database; config: Pick<Config, 'keyFile'> }): Promise<VaultKeys> {
  const keys = new VaultKeys(await readMaster(config.keyFile));
  const value = createHmac('sha256', keys.derive('check')).update('jumys').digest('hex');
  await sql`insert into people.key_check (value) values (${value}) on conflict (single) do nothing`.execute(db);
  const { rows } = await sql<{ value: string }>`select value from people.key_check`.execute(db);
  if (!timingSafeEqual(Buffer.from(rows[0]?.value ?? '', 'hex'), Buffer.from(value, 'hex'))) {
    throw new Refusal('key-wrong', 409, {}, 'this data was filled under another vault key: point JUMYS_KEY to the key file it was made with');
  }
  return keys;
}

import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { Refusal } from '#kernel/refusal.ts';
import type { KeyConfig } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';
import { addKeyLine, readKeyLines, type KeyLine } from './key-file.ts';

/** Where the keys are: the file, or the command in its place, holds them, the database tells which of them it was filled under. */
export type KeyGround = { readonly db: Database; readonly config: KeyConfig };

/** The keys of one vault in one version. They show themselves nowhere: not in logs, errors or JSON. */
export class VaultKeys {
  readonly version: number;
  readonly owner: string;
  readonly #master: Buffer;

  constructor({ version, owner, master }: KeyLine) {
    this.version = version;
    this.owner = owner;
    this.#master = master;
  }

  /**
   * A key of 32 bytes for one use, as 43 letters of base64url; another use and another version give another key. Whoever
   * keeps anything under it must take part in the rotation (`rotateVault`), or lose it.
   */
  derive(use: string): string {
    return Buffer.from(hkdfSync('sha256', this.#master, '', `jumys ${use}`, 32)).toString('base64url');
  }

  /** What the macro keyed_hash gives for an identifier, as the text of a UUID. */
  hash(identifier: string): string {
    return createHash('sha256').update(this.derive('hash') + identifier).digest('hex').slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  /** The value by which the database recognises these keys. */
  check(): string {
    return createHmac('sha256', this.derive('check')).update('jumys').digest('hex');
  }

  toJSON(): string {
    return '[keys]';
  }
}

type Known = { version: number; owner: string; value: string };

/**
 * The keys that this database is filled under; they are made on first use. Refuses `key-missing` and `key-wrong` when the
 * database was filled under a key that is not there: with another one no identifier would be recognised, and everybody
 * would get a second number.
 */
export async function openKeys({ db, config }: KeyGround): Promise<VaultKeys> {
  const known = (await findKnown(db)) ?? (await begin({ db, config }));
  const lines = (await readKeyLines(config)).filter(({ version }) => version === known.version);
  const line = lines.find(({ owner }) => owner === known.owner) ?? lines.find(({ owner }) => owner === '');
  if (line === undefined) throw new Refusal('key-missing', 503, {}, 'the vault key that this data was filled under is not there: point JUMYS_KEY or JUMYS_KEY_COMMAND to it, or put its copy back');
  const keys = new VaultKeys({ ...line, owner: known.owner });
  if (!timingSafeEqual(Buffer.from(known.value, 'hex'), Buffer.from(keys.check(), 'hex'))) {
    throw new Refusal('key-wrong', 409, {}, 'this data was filled under another vault key: point JUMYS_KEY to the key file it was made with');
  }
  return keys;
}

/** A database that holds nothing yet takes the key that was put there for it, or makes one of its own. */
async function begin({ db, config }: KeyGround): Promise<Known> {
  const put = (await readKeyLines(config)).find(({ version, owner }) => version === 1 && owner === '');
  const keys = new VaultKeys(put ?? (await addKeyLine(config, 1)));
  await sql`insert into people.key_check (version, owner, value) values (${keys.version}, ${keys.owner}, ${keys.check()}) on conflict (single) do nothing`.execute(db);
  const known = await findKnown(db);
  if (known === undefined) throw new Error('the check of the vault’s key is gone right after it was entered');
  return known;
}

async function findKnown(db: Database): Promise<Known | undefined> {
  const { rows } = await sql<Known>`select version, owner, value from people.key_check`.execute(db);
  return rows[0];
}

/** Lets no rotation pass until the transaction ends; refuses `vault-rotated` when one has passed since the keys were opened. */
export async function holdKeys(transaction: Database, version: number): Promise<void> {
  const { rows } = await sql<{ version: number }>`select version from people.key_check for share`.execute(transaction);
  mustBe(rows[0]?.version, version);
}

/** Puts other keys in place of those of a version, within the transaction that brings everything under them. */
export async function changeKeys(transaction: Database, from: number, to: VaultKeys): Promise<void> {
  const { rows } = await sql<{ version: number }>`select version from people.key_check for update`.execute(transaction);
  mustBe(rows[0]?.version, from);
  await sql`update people.key_check set version = ${to.version}, owner = ${to.owner}, value = ${to.check()}`.execute(transaction);
}

function mustBe(version: number | undefined, expected: number): void {
  if (version !== expected) throw new Refusal('vault-rotated', 409, {}, 'the keys of the vault were rotated meanwhile: do it again');
}

import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { open, seal } from '#platform/seal.ts';
import { findSecret, putSecret, replaceSecret } from './store.ts';
import type { Database } from '#platform/database.ts';

/** Gives a key of 32 bytes, as base64url, for a use: the vault's keys. */
type Keys = { derive(use: string): string };

const wrapping = 'accounts';

/**
 * The one secret of this room. It is random, and lies in the database under the vault's keys, so that a rotation of those
 * seals one value anew and leaves hashes and second factors as they are. It shows itself nowhere.
 */
export class Secrets {
  readonly #master: Buffer;

  constructor(master: Buffer) {
    this.#master = master;
  }

  /** HMAC-SHA-256 of a text for one use, as hex. */
  hash(use: string, text: string): string {
    return createHmac('sha256', this.#key(use)).update(text).digest('hex');
  }

  /** Encrypts a text for one use and one owner; nobody else's can be put in its place. */
  seal(use: string, owner: string, text: string): string {
    return seal(this.#key(use), owner, Buffer.from(text)).toString('base64url');
  }

  /** The way back. Throws when the text was sealed for another use or owner, or changed. */
  open(use: string, owner: string, sealed: string): string {
    return open(this.#key(use), owner, Buffer.from(sealed, 'base64url')).toString();
  }

  toJSON(): string {
    return '[secrets]';
  }

  #key(use: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#master, '', `jumys accounts ${use}`, 32));
  }
}

/** The secret of this database, made on first use. */
export async function openSecrets(db: Database, keys: Keys): Promise<Secrets> {
  const wrap = Buffer.from(keys.derive(wrapping), 'base64url');
  if ((await findSecret(db)) === undefined) await putSecret(db, seal(wrap, wrapping, randomBytes(32)).toString('base64url'));
  return new Secrets(open(wrap, wrapping, Buffer.from((await findSecret(db)) ?? '', 'base64url')));
}

/** Seals the secret under the vault's new keys. Run it in the transaction of the rotation. */
export async function rotateSecrets(transaction: Database, from: Keys, to: Keys): Promise<void> {
  const sealed = await findSecret(transaction);
  if (sealed === undefined) return;
  const master = open(Buffer.from(from.derive(wrapping), 'base64url'), wrapping, Buffer.from(sealed, 'base64url'));
  await replaceSecret(transaction, seal(Buffer.from(to.derive(wrapping), 'base64url'), wrapping, master).toString('base64url'));
}

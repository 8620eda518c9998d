import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Actor } from '#kernel/actor.ts';
import { record } from './audit.ts';
import { readKeyChange, writePublicKey } from './audit-checkpoint.ts';
import type { Config, KeyConfig } from './config.ts';
import type { Database } from './database.ts';
import { dropOtherKeys, publicOf, putNextKey, readSigningKeys, vouchFor, type KeyChange, type SigningPlace } from './signing-key.ts';

/** `checkpointsFolder`: where checkpoints are kept, outside of the database and the data folder; `<keyFile>.checkpoints` when not set. */
export type AuditConfig = Pick<Config, 'dataFolder'> & KeyConfig & { readonly checkpointsFolder?: string | undefined };
export type AuditKeyGround = { readonly db: Database; readonly config: AuditConfig };

/** The log of this database: its name, the key that seals it, that key for others, and the file of its checkpoints. */
export type AuditLog = {
  readonly name: string; readonly privateKey: KeyObject; readonly publicKey: string; readonly file: string;
  /** The key that the log began with, by which all of it is verified; and how others took its place, each with the seq of its line. */
  readonly firstKey: string; readonly changes: readonly (KeyChange & { readonly seq: number })[];
};

/**
 * The log of the database that belongs to this data folder; its key, `<keyFile>.audit` or what a command prints, is made on first
 * use. The name is that by which folder and database know each other, so that logs that share a key file are never taken for
 * one another. Refuses what `readSigningKeys` refuses.
 */
export async function openAuditLog({ db, config }: AuditKeyGround): Promise<AuditLog> {
  const id = (await readFile(join(config.dataFolder, 'database'), 'utf8')).trim();
  const name = `jumys.audit/${id}`;
  const keys = await readSigningKeys(placeOf(config));
  const changes = await listKeyChanges(db, 'audit');
  const expected = changes.at(-1)?.key;
  // Of two keys in the file the database says which one counts: a change that was killed has happened there, or not.
  const privateKey = keys.find((key) => writePublicKey(name, publicOf(key)) === expected) ?? keys[0];
  const publicKey = writePublicKey(name, publicOf(privateKey));
  const folder = config.checkpointsFolder ?? `${config.keyFile}.checkpoints`;
  return { name, privateKey, publicKey, file: join(folder, `${id}.txt`), firstKey: changes[0]?.from ?? publicKey, changes };
}

const placeOf = ({ keyFile, keyCommands }: AuditConfig): SigningPlace => ({ file: `${keyFile}.audit`, command: keyCommands?.audit });

/** How keys that sign have followed one another, as the audit tells, the oldest first. */
export async function listKeyChanges(db: Database, of: 'audit' | 'releases'): Promise<(KeyChange & { seq: number })[]> {
  const { rows } = await sql<{ seq: number; record: string }>`
    select seq, record from platform.audit_line where what = 'signing-key-changed' order by seq`.execute(db);
  return rows.flatMap(({ seq, record: text }) => {
    const change = readKeyChange(text, of);
    return change === undefined ? [] : [{ ...change, seq }];
  });
}

/**
 * Puts a new key in place of the one that seals the audit. The line of the change, vouched for by the old key, is the first that the
 * new one seals. Killed anywhere, the one counts or the other; run it again. Returns the new public key. Seal before and after it.
 */
export async function changeAuditKey(ground: AuditKeyGround, { actor, at }: { actor: Actor; at: Date }): Promise<string> {
  const { name, privateKey, publicKey: from } = await openAuditLog(ground);
  const place = placeOf(ground.config);
  const next = await putNextKey(place, privateKey);
  const key = writePublicKey(name, publicOf(next));
  await ground.db.transaction().execute((transaction) =>
    record(transaction, { actor, what: 'signing-key-changed', subject: name, facts: { of: 'audit', from, key, signature: vouchFor(name, key, privateKey) }, at }));
  await dropOtherKeys(place, next);
  return key;
}

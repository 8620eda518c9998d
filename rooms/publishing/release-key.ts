import { createPublicKey, sign, type KeyObject } from 'node:crypto';
import type { Actor } from '#kernel/actor.ts';
import { record } from '#platform/audit.ts';
import { listKeyChanges } from '#platform/audit-key.ts';
import type { KeyConfig } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';
import { dropOtherKeys, isVouchedFor, publicOf, putNextKey, readSigningKeys, vouchFor, type KeyChange, type SigningPlace } from '#platform/signing-key.ts';

export type ReleaseKeyGround = { readonly db: Database; readonly config: KeyConfig };

/** What the keys of this room sign, in the text by which one vouches for the next. */
const whose = 'jumys.releases';
const placeOf = ({ keyFile, keyCommands }: KeyConfig): SigningPlace => ({ file: `${keyFile}.releases`, command: keyCommands?.releases });
const pemOf = (key: KeyObject): string => publicOf(key).export({ type: 'spki', format: 'pem' }) as string;

/** A signature of a text, in base64, the public key as PEM, and how it follows from the key that signed the first release. */
export type Signed = { readonly signature: string; readonly publicKey: string; readonly keyChanges: readonly KeyChange[] };

/**
 * Signs texts with the key of releases, Ed25519: `<keyFile>.releases`, made on first use, or what a command prints. Refuses what
 * `readSigningKeys` refuses.
 */
export async function openSigner(ground: ReleaseKeyGround): Promise<(text: string) => Signed> {
  const { key, publicKey, changes } = await openKey(ground);
  return (text) => ({ signature: sign(null, Buffer.from(text), key).toString('base64'), publicKey, keyChanges: changes });
}

async function openKey({ db, config }: ReleaseKeyGround): Promise<{ key: KeyObject; publicKey: string; changes: KeyChange[] }> {
  const keys = await readSigningKeys(placeOf(config));
  const changes = (await listKeyChanges(db, 'releases')).map(({ from, key, signature }) => ({ from, key, signature }));
  const expected = changes.at(-1)?.key;
  // Of two keys in the file the audit says which one counts. One that is lost is followed by nobody: the next begins a history of its own.
  const key = keys.find((one) => pemOf(one) === expected);
  return key === undefined ? { key: keys[0], publicKey: pemOf(keys[0]), changes: [] } : { key, publicKey: pemOf(key), changes };
}

/** Puts a new key in place of the one that signs releases; the old one vouches for it in the audit. Returns the new public key. Killed anywhere, the one counts or the other. */
export async function changeReleaseKey(ground: ReleaseKeyGround, { actor, at }: { actor: Actor; at: Date }): Promise<string> {
  const { key: old, publicKey: from } = await openKey(ground);
  const place = placeOf(ground.config);
  const next = await putNextKey(place, old);
  const key = pemOf(next);
  await ground.db.transaction().execute((transaction) =>
    record(transaction, { actor, what: 'signing-key-changed', subject: whose, facts: { of: 'releases', from, key, signature: vouchFor(whose, key, old) }, at }));
  await dropOtherKeys(place, next);
  return key;
}

/** Whether a release's key follows from one that is known: each vouched for by the one before, the last being that of the release. */
export function followsFrom(known: string, { publicKey, keyChanges }: Omit<Signed, 'signature'>): boolean {
  const from = keyChanges.findIndex((change) => change.from === known);
  const chain = from < 0 ? [] : keyChanges.slice(from);
  const links = chain.every((change, at) => (at === 0 || change.from === chain[at - 1]?.key) && isVouchedFor(whose, change, createPublicKey(change.from)));
  return links && (chain.at(-1)?.key ?? known) === publicKey;
}

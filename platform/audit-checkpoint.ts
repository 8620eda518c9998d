import { createHash, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { isVouchedFor, type KeyChange } from './signing-key.ts';

/** What a checkpoint states: of the log `origin`, the line `size` has this hash (64 hexadecimal digits). */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly hash: string };

/** A checkpoint as it was read: `text` is what is signed, `signatures` are its signature lines. */
export type SignedCheckpoint = Checkpoint & { readonly text: string; readonly signatures: readonly { readonly name: string; readonly bytes: Buffer }[] };

/** Who may sign for a log: its name, the four bytes that go before a signature, and the key. */
export type AuditPublicKey = { readonly name: string; readonly keyId: Buffer; readonly key: KeyObject };

const ed25519 = 1;

/** The public key in the form of C2SP signed notes: name, key id in hex, and the key itself after its kind, in base64. */
export function writePublicKey(name: string, key: KeyObject): string {
  const bytes = Buffer.concat([Buffer.from([ed25519]), rawKey(key)]);
  return `${name}+${keyIdOf(name, bytes).toString('hex')}+${bytes.toString('base64')}`;
}

/** Reads what `writePublicKey` wrote; undefined when it is no such key or its parts do not agree. */
export function parsePublicKey(text: string): AuditPublicKey | undefined {
  const found = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(text.trim());
  const [, name = '', id = '', base64 = ''] = found ?? [];
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== 33 || bytes[0] !== ed25519 || keyIdOf(name, bytes).toString('hex') !== id) return undefined;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') }, format: 'jwk' });
  return { name, keyId: Buffer.from(id, 'hex'), key };
}

function rawKey(key: KeyObject): Buffer {
  return Buffer.from(createPublicKey(key.export({ type: 'spki', format: 'pem' })).export({ format: 'jwk' }).x ?? '', 'base64url');
}

function keyIdOf(name: string, bytes: Buffer): Buffer {
  return createHash('sha256').update(`${name}\n`).update(bytes).digest().subarray(0, 4);
}

/** Signs a checkpoint: a C2SP signed note, ended by an empty line that parts it from the next one in a file. */
export function signCheckpoint({ origin, size, hash }: Checkpoint, privateKey: KeyObject): string {
  const text = `${origin}\n${size}\n${Buffer.from(hash, 'hex').toString('base64')}\n`;
  const bytes = Buffer.concat([Buffer.from([ed25519]), rawKey(createPublicKey(privateKey))]);
  const signature = Buffer.concat([keyIdOf(origin, bytes), sign(null, Buffer.from(text), privateKey)]);
  return `${text}\n— ${origin} ${signature.toString('base64')}\n\n`;
}

/** The checkpoints of a text in their order, undefined where something stands that is none. One without signatures has none. */
export function parseCheckpoints(text: string): (SignedCheckpoint | undefined)[] {
  return text.split(/\n\n+(?!— )/).filter((note) => note.trim() !== '').map(parseCheckpoint);
}

function parseCheckpoint(note: string): SignedCheckpoint | undefined {
  const found = /^(([^\s+]+)\n([1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n?)(?:\n((?:— \S+ [A-Za-z0-9+/=]+(?:\n|$))+))?$/.exec(note);
  if (found === null) return undefined;
  const [, text = '', origin = '', size = '', hash = '', lines = ''] = found;
  const signatures = [...lines.matchAll(/^— (\S+) (\S+)$/gm)].map(([, name = '', bytes = '']) => ({ name, bytes: Buffer.from(bytes, 'base64') }));
  return { origin, size: Number(size), hash: Buffer.from(hash, 'base64').toString('hex'), text, signatures };
}

/**
 * How a checkpoint stands to a key: `signed` by it for its log, `forged` when a signature in its name does not hold, `unsigned`
 * when there is none in its name (signatures of others, such as witnesses, are not looked at), `foreign` when it is another log's.
 */
export function judgeCheckpoint(checkpoint: SignedCheckpoint, { name, keyId, key }: AuditPublicKey): 'signed' | 'forged' | 'unsigned' | 'foreign' {
  if (checkpoint.origin !== name) return 'foreign';
  const own = checkpoint.signatures.filter((signature) => signature.name === name);
  if (own.length === 0) return 'unsigned';
  const holds = own.every(({ bytes }) => bytes.subarray(0, 4).equals(keyId) && verify(null, Buffer.from(checkpoint.text), key, bytes.subarray(4)));
  return holds ? 'signed' : 'forged';
}

/** What a record says of a change of the key that seals the log, or of that of releases, vouched for or not; undefined for any other record. */
export function readKeyChange(record: string, of: 'audit' | 'releases' = 'audit'): KeyChange | undefined {
  // A log has very many lines, and very few of these.
  if (!record.includes('"what":"signing-key-changed"')) return undefined;
  try {
    const { what, facts } = JSON.parse(record) as { what?: unknown; facts?: { of?: unknown; from?: unknown; key?: unknown; signature?: unknown } };
    if (what !== 'signing-key-changed' || facts?.of !== of) return undefined;
    const [from, key, signature] = [facts.from, facts.key, facts.signature].map(String) as [string, string, string];
    return { from, key, signature };
  } catch {
    return undefined;
  }
}

/** The key that a change brings; undefined when the key before it does not vouch for it, or is not the one that it names. */
export function followKeyChange({ from, key, signature }: KeyChange, before: AuditPublicKey): AuditPublicKey | undefined {
  const [named, next] = [parsePublicKey(from), parsePublicKey(key)];
  if (next === undefined || named === undefined || !named.key.equals(before.key) || next.name !== before.name) return undefined;
  return isVouchedFor(before.name, { key, signature }, before.key) ? next : undefined;
}

import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from '#kernel/refusal.ts';
import type { Command } from './config.ts';
import { askForKey } from './key-command.ts';

/** Where an Ed25519 key that signs lies: a file, or what a command prints in its place. PKCS #8 in PEM; a second one in it waits to be the next. */
export type SigningPlace = { readonly file: string; readonly command: Command };

/** One key took the place of another, which vouches for it: base64 of the signature by `from` of what `changeText` writes. */
export type KeyChange = { readonly from: string; readonly key: string; readonly signature: string };

/**
 * The private keys of a place, one or two; the first is made on first use, readable by its user only. Refuses `signing-key-unreadable`,
 * `signing-key-broken` without repeating what it holds, and `key-command-failed`.
 */
export async function readSigningKeys({ file, command }: SigningPlace, { fresh = false } = {}): Promise<[KeyObject, ...KeyObject[]]> {
  const text = command === undefined ? (await findFile(file)) ?? (await makeFile(file)) : await askForKey(command, { fresh });
  const [first, ...others] = (text.match(/-----BEGIN [^-]+-----[^-]*-----END [^-]+-----/g) ?? ['']).map(parseKey);
  return [first!, ...others];
}

async function findFile(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Refusal('signing-key-unreadable', 500, { reason: error.code ?? 'unknown' }, `a key that signs cannot be read (${error.code}); it lies beside the vault's key`);
  });
}

const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }) as string;
const makeKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;

/** Whole or not at all; of two processes that make it at once the first wins. */
async function makeFile(file: string): Promise<string> {
  const beside = await writeBeside(file, [makeKey()]);
  await link(beside, file).catch((failed: NodeJS.ErrnoException) => {
    if (failed.code !== 'EEXIST') throw failed;
  });
  await unlink(beside);
  return readFile(file, 'utf8');
}

async function writeBeside(file: string, keys: readonly KeyObject[]): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(beside, keys.map(pemOf).join(''), { mode: 0o600, flush: true });
  return beside;
}

function parseKey(text: string): KeyObject {
  try {
    const key = createPrivateKey(text);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Refused below, without the reason: it may repeat what stands there.
  }
  throw new Refusal('signing-key-broken', 500, {}, 'a key that signs must be an Ed25519 private key, PKCS #8 in PEM');
}

/**
 * The key that is to follow: put beside the present one in its file, on the disk before it is returned. Where a command prints the keys
 * the operator must have put it there: refuses `key-to-be-put`.
 */
export async function putNextKey(place: SigningPlace, present: KeyObject): Promise<KeyObject> {
  if (place.command === undefined) {
    const next = makeKey();
    await rename(await writeBeside(place.file, [present, next]), place.file);
    return next;
  }
  const next = (await readSigningKeys(place, { fresh: true })).find((key) => !key.equals(present));
  if (next === undefined) throw new Refusal('key-to-be-put', 409, {}, 'the command prints no second key: put a new one behind the present one (openssl genpkey -algorithm ed25519), and run this again');
  return next;
}

/** Leaves only one key in the file; what a command prints is the operator's to remove. */
export async function dropOtherKeys({ file, command }: SigningPlace, key: KeyObject): Promise<void> {
  if (command === undefined) await rename(await writeBeside(file, [key]), file);
}

/** What is signed when a key changes: `whose` names what the keys sign, `key` is the new public key as that writes it. */
function changeText(whose: string, key: string): Buffer {
  return Buffer.from(`jumys/key 1\n${whose}\n${key}\n`);
}

/** The old key's word for a new one, in base64. */
export function vouchFor(whose: string, key: string, old: KeyObject): string {
  return sign(null, changeText(whose, key), old).toString('base64');
}

/** Whether a change is vouched for by the public key that it names as the one before. */
export function isVouchedFor(whose: string, { key, signature }: Pick<KeyChange, 'key' | 'signature'>, old: KeyObject): boolean {
  return verify(null, changeText(whose, key), old, Buffer.from(signature, 'base64'));
}

/** The public half. */
export function publicOf(key: KeyObject): KeyObject {
  return createPublicKey(pemOf(key));
}

import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from '#kernel/refusal.ts';
import type { KeyConfig } from '#platform/config.ts';
import { askForKey } from '#platform/key-command.ts';

/**
 * One line of the key file, `version hex owner`: 32 random bytes of one database. The owner is a name that the database has
 * given itself, so that databases may share the file and none can take another's key away; a key that was put there by
 * hand, 64 hexadecimal digits alone, is version 1 and nobody's in particular ('').
 */
export type KeyLine = { readonly version: number; readonly master: Buffer; readonly owner: string };

/**
 * The lines of the key file, none when there is no file; or those that the command in its place prints, asked anew with `fresh`. Refuses
 * `key-unreadable`, `key-command-failed`, and `key-broken` without repeating what it holds.
 */
export async function readKeyLines({ keyFile, keyCommands }: KeyConfig, { fresh = false } = {}): Promise<KeyLine[]> {
  const text = keyCommands?.vault !== undefined ? await askForKey(keyCommands.vault, { fresh }) : await readFile(keyFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new Refusal('key-unreadable', 500, { reason: error.code ?? 'unknown' }, `the key file of the vault cannot be read (${error.code}); JUMYS_KEY names another`);
  });
  return text.split('\n').filter((line) => line.trim() !== '').map((line) => {
    const [, version = '1', hex, owner = ''] = /^(?:([1-9]\d{0,8}) )?([0-9a-f]{64})(?: ([0-9a-f]{16}))?\s*$/.exec(line) ?? [];
    if (hex === undefined) throw new Refusal('key-broken', 500, {}, 'a line of the vault’s key must be `version key owner`, the key of 64 hexadecimal digits');
    return { version: Number(version), master: Buffer.from(hex, 'hex'), owner };
  });
}

/**
 * Adds a new key, on the disk before it returns; makes the file, readable by its user only. A new owner gets a name. Where a command
 * prints the keys, the operator must have put the new one there: refuses `key-to-be-put`.
 */
export async function addKeyLine(config: KeyConfig, version: number, owner = randomBytes(8).toString('hex')): Promise<KeyLine> {
  if (config.keyCommands?.vault !== undefined) return findPutLine(config, version, owner);
  const file = config.keyFile;
  const line = { version, master: randomBytes(32), owner };
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  // A key that was put there by hand may lack the end of its line.
  const ended = /(^|\n)$/.test(await readFile(file, 'utf8').catch(() => ''));
  await appendFile(file, `${ended ? '' : '\n'}${lineText(line)}`, { mode: 0o600, flush: true });
  await syncFolder(dirname(file));
  return line;
}

async function findPutLine(config: KeyConfig, version: number, owner: string): Promise<KeyLine> {
  const lines = (await readKeyLines(config, { fresh: true })).filter((line) => line.version === version);
  const found = lines.find((line) => line.owner === owner) ?? lines.find((line) => line.owner === '');
  if (found !== undefined) return found;
  throw new Refusal('key-to-be-put', 409, { version }, `JUMYS_KEY_COMMAND prints no key of version ${version}: put a line "${version} " and 64 hexadecimal digits beside those before it, and run this again`);
}

/** Leaves of an owner's keys only one version. The file is replaced whole or not at all; what a command prints is the operator's to remove. */
export async function dropKeyLines(config: KeyConfig, owner: string, but: number): Promise<void> {
  if (config.keyCommands?.vault !== undefined) return;
  const file = config.keyFile;
  const lines = await readKeyLines(config);
  const left = lines.filter((line) => owner === '' || line.owner !== owner || line.version === but);
  if (left.length === lines.length) return;
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  await appendFile(beside, left.map(lineText).join(''), { mode: 0o600, flush: true });
  await rename(beside, file);
  await syncFolder(dirname(file));
}

function lineText({ version, master, owner }: KeyLine): string {
  return `${`${version} ${master.toString('hex')} ${owner}`.trim()}\n`;
}

/** Forces the names in a folder to the disk. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

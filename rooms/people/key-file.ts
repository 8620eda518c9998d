import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from '#kernel/refusal.ts';

/**
 * One line of the key file, `version hex owner`: 32 random bytes of one database. The owner is a name that the database has
 * given itself, so that databases may share the file and none can take another's key away; a key that was put there by
 * hand, 64 hexadecimal digits alone, is version 1 and nobody's in particular ('').
 */
export type KeyLine = { readonly version: number; readonly master: Buffer; readonly owner: string };

/** Reads the key file; no lines when there is none. Refuses `key-unreadable`, and `key-broken` without repeating what it holds. */
export async function readKeyLines(file: string): Promise<KeyLine[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new Refusal('key-unreadable', 500, { reason: error.code ?? 'unknown' }, `the key file of the vault cannot be read (${error.code}); JUMYS_KEY names another`);
  });
  return text.split('\n').filter((line) => line.trim() !== '').map((line) => {
    const [, version = '1', hex, owner = ''] = /^(?:([1-9]\d{0,8}) )?([0-9a-f]{64})(?: ([0-9a-f]{16}))?\s*$/.exec(line) ?? [];
    if (hex === undefined) throw new Refusal('key-broken', 500, {}, 'a line of the vault’s key file must be `version key owner`, the key of 64 hexadecimal digits');
    return { version: Number(version), master: Buffer.from(hex, 'hex'), owner };
  });
}

/** Adds a new key, on the disk before it returns; makes the file, readable by its user only. A new owner gets a name. */
export async function addKeyLine(file: string, version: number, owner = randomBytes(8).toString('hex')): Promise<KeyLine> {
  const line = { version, master: randomBytes(32), owner };
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  // A key that was put there by hand may lack the end of its line.
  const ended = /(^|\n)$/.test(await readFile(file, 'utf8').catch(() => ''));
  await appendFile(file, `${ended ? '' : '\n'}${lineText(line)}`, { mode: 0o600, flush: true });
  await syncFolder(dirname(file));
  return line;
}

/** Leaves of an owner's keys only one version. The file is replaced whole or not at all. */
export async function dropKeyLines(file: string, owner: string, but: number): Promise<void> {
  const lines = await readKeyLines(file);
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

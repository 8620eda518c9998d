import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { Refusal } from '#kernel/refusal.ts';

/** Passwords known from breaches of others. */
export type BreachedPasswords = { has(password: string): Promise<boolean> };

/** More than two lines have. */
const window = 256;

/**
 * The operator's file of SHA-1 hashes, as the public list "Pwned Passwords" is handed out: a line for each password, its hash in 40
 * hexadecimal digits, a colon and how often it was found, sorted by hash. It is searched by halves where it lies, some 35 reads of a
 * file of 40 GB, and opened for every search: it may be exchanged while the server runs. Refuses `wrong-setting` for what is no such file.
 */
export async function openBreached(path: string): Promise<BreachedPasswords> {
  const first = await reading(path, (file) => lineAt(file, 0)).catch(() => undefined);
  if (first === undefined) throw new Refusal('wrong-setting', 400, { setting: 'JUMYS_BREACHED' }, 'JUMYS_BREACHED: expected a file of SHA-1 hashes, sorted, one in a line');
  return { has: (password) => reading(path, (file) => hasHash(file, createHash('sha1').update(password).digest('hex').toUpperCase())) };
}

async function reading<Found>(path: string, work: (file: FileHandle) => Promise<Found>): Promise<Found> {
  const file = await open(path);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

async function hasHash(file: FileHandle, wanted: string): Promise<boolean> {
  // The line, if there is one, begins at or after `low` and before `high`.
  let [low, high] = [0, (await file.stat()).size];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const line = await lineAt(file, middle);
    if (line === undefined || line.hash > wanted) high = middle;
    else if (line.hash === wanted) return true;
    else low = line.next;
  }
  return false;
}

/** The first line that begins at or after a place in the file, and where the next one begins; undefined behind the last. Throws at what is no hash. */
async function lineAt(file: FileHandle, place: number): Promise<{ hash: string; next: number } | undefined> {
  const from = Math.max(0, place - 1);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(window), 0, window, from);
  const text = buffer.toString('latin1', 0, bytesRead);
  const begin = place === 0 ? 0 : text.indexOf('\n') + 1;
  if ((place > 0 && begin === 0) || begin >= bytesRead) return undefined;
  const hash = text.slice(begin, begin + 40).toUpperCase();
  const end = text.indexOf('\n', begin);
  if (!/^[0-9A-F]{40}$/.test(hash)) throw new Error('the file of breached passwords has a line that is no hash');
  return { hash, next: from + (end < 0 ? bytesRead : end + 1) };
}

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isBin, isIin, maskIdentifiers } from '#kernel/identifiers.ts';

/** Where an identifier was found: `known` is one of those looked for, `likely` any other twelve digits with a right check digit. */
export type FoundIdentifier = { readonly where: string; readonly at: number; readonly kind: 'known' | 'likely'; readonly near: string };

/** Identifiers to look for: as text, and as the whole numbers that binary files hold. */
export type Sought = { readonly texts: ReadonlySet<string>; readonly numbers: ReadonlySet<number> };

export function seek(identifiers: Iterable<string>): Sought {
  const texts = new Set(identifiers);
  return { texts, numbers: new Set([...texts].map(Number)) };
}

/**
 * Identifiers in bytes or text: each one sought wherever its digits stand, also within a longer run of digits, in full-width
 * digits, or parted by blanks, and as a whole number of eight bytes; and twelve digits on their own that pass the check of an
 * IIN or BIN. What is found is shown masked.
 */
export function findIdentifiers(where: string, bytes: Uint8Array | string, sought: Sought): FoundIdentifier[] {
  const text = typeof bytes === 'string' ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const found: FoundIdentifier[] = [];
  const tell = (at: number, kind: FoundIdentifier['kind']): void => void found.push({ where, at, kind, near: maskIdentifiers(text.slice(Math.max(0, at - 40), at + 40)) });
  for (const run of text.matchAll(/\p{Nd}(?:[ \u00a0\u200b-]?\p{Nd}){11,}/gu)) {
    const digits = [...run[0].matchAll(/\p{Nd}/gu)].map(([digit]) => String(valueOf(digit))).join('');
    const known = Array.from({ length: digits.length - 11 }, (_, at) => digits.slice(at, at + 12)).some((twelve) => sought.texts.has(twelve));
    if (known) tell(run.index, 'known');
    else if (run[0].length === 12 && stands(text, run.index) && (isIin(digits) || isBin(digits))) tell(run.index, 'likely');
  }
  if (typeof bytes !== 'string') for (const at of findNumbers(bytes, sought.numbers)) tell(at, 'known');
  return found;
}

/** The value of a digit of any script: Unicode has the ten digits of each in a row, from one that ends in 0 or 6. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0)!;
  if (code < 0x80) return code - 0x30;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
  return code - zero;
}

/** Twelve digits within a word, a fraction or an id are no identifier. */
function stands(text: string, at: number): boolean {
  return !/[\w.-]/.test(text[at - 1] ?? ' ') && !/[\w]|[.-]\w/.test(text.slice(at + 12, at + 14));
}

/** Where numbers stand as little-endian integers of eight bytes: identifiers are below 10^12, so that three of the bytes are 0. */
function* findNumbers(bytes: Uint8Array, numbers: ReadonlySet<number>): Generator<number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 8 <= bytes.length; at += 1) {
    if (bytes[at + 7] !== 0 || bytes[at + 6] !== 0 || bytes[at + 5] !== 0) continue;
    if (numbers.has(view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32)) yield at;
  }
}

/** The same in all files of a folder and in their names. `textOf` gives the text of a file whose bytes are packed. */
export async function findInFolder(folder: string, sought: Sought, textOf: (path: string) => Promise<string> | undefined = () => undefined): Promise<FoundIdentifier[]> {
  const found: FoundIdentifier[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const where = relative(folder, path);
    found.push(...findIdentifiers('the name of a file', where, sought));
    if (!entry.isFile()) continue;
    found.push(...findIdentifiers(where, readFileSync(path), sought));
    const text = await textOf(path);
    if (text !== undefined) found.push(...findIdentifiers(`${where}, unpacked`, text, sought));
  }
  return found;
}

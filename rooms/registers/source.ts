import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { constants, open, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { maskIdentifiers } from '#kernel/identifiers.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Packing } from './unpack.ts';
import { readBytes } from './unpack.ts';

/** A register file as it lies on the disk. */
export type Source = {
  readonly path: string;
  readonly size: number;
  readonly format: 'csv' | 'parquet';
  readonly packing: Packing;
  /** Changes when the file does. */
  readonly stamp: string;
};

const longestManifest = 1024 * 1024;

const endings: readonly { ending: string; format: Source['format']; packing: Packing }[] = [
  { ending: '.csv', format: 'csv', packing: 'plain' },
  { ending: '.csv.gz', format: 'csv', packing: 'gzip' },
  { ending: '.csv.zst', format: 'csv', packing: 'zstd' },
  { ending: '.parquet', format: 'parquet', packing: 'plain' },
];

/**
 * Looks at a file before it is read. Refuses `not-there`, `not-a-file` (a folder, a pipe, a device), `unknown-ending`,
 * `no-bytes`. The path goes to the file system only, never to DuckDB, which would read patterns and addresses into it.
 */
export async function lookAt(path: string): Promise<Source> {
  const found = await statOpened(path).catch((error: unknown) => {
    const reason = reasonOf(error);
    throw new Refusal('not-there', 404, { reason }, `the file cannot be read (${reason})`);
  });
  if (!found.isFile()) throw new Refusal('not-a-file', 422, {}, 'this is no regular file');
  const kind = endings.find(({ ending }) => path.toLowerCase().endsWith(ending));
  if (kind === undefined) {
    throw new Refusal('unknown-ending', 415, { endings: endings.map(({ ending }) => ending).join(' ') }, 'a register file ends in .csv, .csv.gz, .csv.zst or .parquet');
  }
  if (found.size === 0n) throw new Refusal('no-bytes', 422, {}, 'the file is empty: it has not even a header');
  return { path, size: Number(found.size), format: kind.format, packing: kind.packing, stamp: `${found.ino} ${found.size} ${found.mtimeNs}` };
}

/** Opens the file, so that one without leave to read it is found out; a pipe that nobody writes to must not hold us up. */
async function statOpened(path: string): Promise<BigIntStats> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return file.stat({ bigint: true }).finally(() => file.close());
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

/** SHA-256 of the file's own bytes, in hex. */
export async function hashOf(source: Source): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of readBytes(source.path, 0)) hash.update(piece);
  return hash.digest('hex');
}

/** Refuses `changed` when the file is no longer the one that was looked at. */
export async function mustBeUnchanged(source: Source): Promise<void> {
  const now = await lookAt(source.path);
  if (now.stamp !== source.stamp) throw new Refusal('changed', 409, {}, 'the file changed while it was read: import it again');
}

/** The name under which a file is known afterwards: without folder, identifiers masked, nothing invisible in it. */
export function shownName(path: string): string {
  return maskIdentifiers(basename(path)).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd').slice(0, 255);
}

/** The text of the manifest beside a file, `NAME.manifest.json` with or without the file's ending; undefined when there is none. */
export async function findManifest(path: string): Promise<string | undefined> {
  const name = basename(path);
  const ending = endings.find((one) => name.toLowerCase().endsWith(one.ending))?.ending ?? '';
  for (const stem of [name, name.slice(0, name.length - ending.length)]) {
    const beside = join(dirname(path), `${stem}.manifest.json`);
    const found = await stat(beside).catch(() => undefined);
    if (found === undefined) continue;
    if (!found.isFile() || found.size > longestManifest) throw new Refusal('manifest-unreadable', 422, {}, 'the manifest beside the file is no short file');
    return readFile(beside, 'utf8');
  }
  return undefined;
}

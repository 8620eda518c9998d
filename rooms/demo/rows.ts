import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import type { ZstdCompress, ZstdOptions } from 'node:zlib';

/** One register file being written. Rows gather as text, the text as bytes, and the bytes go on to the compressor in pieces. */
export type RowFile = {
  readonly register: string;
  readonly name: string;
  readonly path: string;
  readonly stream: ZstdCompress;
  readonly written: Promise<void>;
  text: string;
  bytes: Buffer;
  used: number;
  records: number;
};

/** Characters of text before it becomes bytes: the engine joins short texts faster than long ones. */
const fewRows = 1 << 12;
const piece = 1 << 17;
const ahead = 1 << 20;

/** Opens `folder/name.csv.zst` and writes the header. Level 1: rows repeat so much that a higher one gains little. */
export function openRows(folder: string, register: string, name: string, columns: readonly string[]): RowFile {
  const path = join(folder, `${name}.csv.zst`);
  const stream = createZstdCompress({ writableHighWaterMark: ahead, params: { [constants.ZSTD_c_compressionLevel]: 1 } } as ZstdOptions);
  const written = pipeline(stream, createWriteStream(path));
  // Whoever closes the file hears of a failure; until then it must not end the process.
  written.catch(() => undefined);
  return { register, name, path, stream, written, text: `${columns.join()}\n`, bytes: Buffer.allocUnsafe(piece), used: 0, records: 0 };
}

/** Adds one row, with its line break. */
export function put(file: RowFile, row: string): void {
  file.text += row;
  file.records += 1;
  if (file.text.length > fewRows) gather(file);
}

function gather(file: RowFile): void {
  // A character of register rows takes at most three bytes.
  if (file.used + file.text.length * 3 > piece) pass(file);
  file.used += file.bytes.write(file.text, file.used);
  file.text = '';
}

function pass(file: RowFile): void {
  file.stream.write(file.bytes.subarray(0, file.used));
  file.bytes = Buffer.allocUnsafe(piece);
  file.used = 0;
}

/** Waits until the compressor has room again: without it a whole country would gather in memory. */
export async function makeRoom(file: RowFile): Promise<void> {
  if (file.stream.writableNeedDrain) await once(file.stream, 'drain');
}

/** Writes what is left and waits for the file to be whole. */
export async function closeRows(file: RowFile): Promise<void> {
  gather(file);
  pass(file);
  file.stream.end();
  await file.written;
}

/** Gives the file up; what is written of it stays until it is removed. */
export function dropRows(file: RowFile): void {
  file.stream.destroy();
}

/** A text field of CSV, in quotes where it needs them. */
export function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

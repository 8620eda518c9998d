import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { testFolder } from '#platform/testing.ts';
import { unpack } from './unpack.ts';
import type { Packing } from './unpack.ts';

const folder = testFolder();
const text = Buffer.from(Array.from({ length: 40 }, (_, at) => `${at},${(at * 2654435761) % 65_537}\n`).join(''));
let files = 0;

/** What the bytes unpack to, or the code of the refusal. */
async function unpacked(bytes: Uint8Array, packing: Packing, limit = 1e9): Promise<string> {
  const path = join(folder, `file-${(files += 1)}`);
  writeFileSync(path, bytes);
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of unpack(path, packing, bytes.length, limit)) pieces.push(piece.slice());
  } catch (error) {
    return error instanceof Error && 'code' in error ? `refused: ${String(error.code)}` : String(error);
  }
  return Buffer.concat(pieces).toString();
}

test('a stream cut at any byte is refused, of several streams too', async () => {
  for (const packing of ['gzip', 'zstd'] as const) {
    const one = packing === 'gzip' ? gzipSync(text) : zstdCompressSync(text);
    const two = Buffer.concat([one, one]);
    for (let end = 1; end < two.length; end += 1) {
      const result = await unpacked(two.subarray(0, end), packing);
      if (end === one.length) expect(result).toBe(String(text));
      else expect(result, `${packing} ${end}`).toBe('refused: cut');
    }
  }
});

test('bytes that are no stream, and bytes behind the last one, are refused', async () => {
  for (const packing of ['gzip', 'zstd'] as const) {
    const one = packing === 'gzip' ? gzipSync(text) : zstdCompressSync(text);
    expect(await unpacked(text, packing)).toBe('refused: damaged');
    expect(await unpacked(Buffer.concat([one, Buffer.from('and some more')]), packing)).toBe('refused: damaged');
    const flipped = Buffer.from(one);
    flipped[one.length - 5]! ^= 1;
    expect(await unpacked(flipped, packing)).toMatch(/^refused: (damaged|cut)$/);
  }
});

test('all gzip members and all zstd frames are read, however long', async () => {
  const long = Buffer.concat(Array.from({ length: 20_000 }, () => text));
  for (const pack of [gzipSync, zstdCompressSync]) {
    const packed = [text, long, Buffer.alloc(0), text].map((part) => pack(part));
    const packing = pack === gzipSync ? 'gzip' : 'zstd';
    expect((await unpacked(Buffer.concat(packed), packing)) === String(Buffer.concat([text, long, text]))).toBe(true);
  }
});

test('a skippable frame of zstd and the zeros behind gzip hold nothing', async () => {
  const skippable = Buffer.from('502a4d180400000001020304', 'hex');
  expect(await unpacked(Buffer.concat([skippable, zstdCompressSync(text), skippable, zstdCompressSync(text)]), 'zstd')).toBe(`${text}${text}`);
  expect(await unpacked(Buffer.concat([gzipSync(text), Buffer.alloc(1000)]), 'gzip')).toBe(String(text));
});

test('a file that unpacks to more than the limit is refused', async () => {
  expect(await unpacked(text, 'plain', text.length - 1)).toBe('refused: too-large');
  expect(await unpacked(gzipSync(text), 'gzip', text.length - 1)).toBe('refused: too-large');
  expect(await unpacked(gzipSync(text), 'gzip', text.length)).toBe(String(text));
});

test('what the system itself cannot read is no refusal of the file', async () => {
  const pieces = unpack(join(folder, 'not-there'), 'gzip', 1, 1);
  await expect(pieces.next()).rejects.toMatchObject({ code: 'ENOENT' });
});

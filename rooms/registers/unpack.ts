import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { Refusal } from '#kernel/refusal.ts';

/** How a file's contents are packed, by the end of its name. */
export type Packing = 'plain' | 'gzip' | 'zstd';

/** A packed file may grow to this many times its size, or to `alwaysAllowed` bytes, whichever is more. */
const mostGrowth = 200;
const alwaysAllowed = 2 ** 30;
const pieceSize = 256 * 1024;

/**
 * The contents of a file of `size` bytes, piece by piece, each good until the next is asked for. Refuses `cut` when a gzip or zstd stream ends too early,
 * `damaged` when it is none, and `too-large` beyond `limit` bytes or beyond what a file of this size may unpack to.
 */
export async function* unpack(path: string, packing: Packing, size: number, limit: number): AsyncGenerator<Uint8Array> {
  const most = packing === 'plain' ? limit : Math.min(limit, Math.max(alwaysAllowed, mostGrowth * size));
  let unpacked = 0;
  for await (const piece of packing === 'plain' ? readBytes(path, 0) : readStreams(path, packing, size)) {
    unpacked += piece.length;
    if (unpacked > most) throw tooLarge(most);
    yield piece;
  }
}

/** The refusal of a file that holds more than `limit` bytes once it is unpacked. */
export function tooLarge(limit: number): Refusal {
  return new Refusal('too-large', 413, { limit }, `the file holds more than ${limit} bytes once unpacked`);
}

/** The bytes of a file from a position on; a piece is good until the next is asked for. */
export async function* readBytes(path: string, start: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(pieceSize);
  const file = await open(path, 'r');
  try {
    for (let position = start; ; ) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/**
 * The contents of all streams of a file. Node goes on to the next member of gzip, but of several zstd frames it may
 * silently give the first alone: where an engine has stopped before the end of the file, another one goes on.
 */
async function* readStreams(path: string, packing: 'gzip' | 'zstd', size: number): AsyncGenerator<Uint8Array> {
  let start = 0;
  do {
    const engine = packing === 'gzip' ? createGunzip({ chunkSize: pieceSize }) : createZstdDecompress({ chunkSize: pieceSize });
    const packed = createReadStream(path, { start, highWaterMark: pieceSize });
    packed.on('error', (error) => engine.destroy(error)).pipe(engine);
    try {
      yield* engine as AsyncIterable<Uint8Array>;
    } catch (error) {
      throw streamRefusal(error, packing);
    } finally {
      packed.destroy();
      engine.destroy();
    }
    if (engine.bytesWritten === 0) throw damaged(packing);
    start += engine.bytesWritten;
  } while (start < size && !(packing === 'gzip' && (await isPadding(path, start))));
}

/** gzip files may be filled up with zeros, as tapes were. */
async function isPadding(path: string, start: number): Promise<boolean> {
  for await (const piece of readBytes(path, start)) {
    if (piece.some((byte) => byte !== 0)) return false;
  }
  return true;
}

function streamRefusal(error: unknown, packing: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'Z_BUF_ERROR') return new Refusal('cut', 422, { packing }, `the ${packing} stream ends too early: the file was cut`);
  if (/^(Z_|ZSTD_)/.test(code) && code !== 'Z_MEM_ERROR') return damaged(packing);
  return error;
}

function damaged(packing: string): Refusal {
  return new Refusal('damaged', 422, { packing }, `the bytes are no whole ${packing} stream: the file is damaged or something else`);
}

import { parentPort, workerData } from 'node:worker_threads';
import { openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';

/** What the worker is started with: a folder (or memory, when undefined) and a dump to fill an empty memory from. */
export type PGliteStart = { folder: string | undefined; dump: string | undefined; module: WebAssembly.Module };

/** Main thread to worker. `batch` is whole wire messages up to one that makes the backend answer. */
export type PGliteAsk =
  | { kind: 'connect' }
  | { kind: 'batch'; bytes: Uint8Array }
  | { kind: 'dump'; file: string }
  | { kind: 'close' };

/** Worker to main thread. Every ask is answered by exactly one `done` (or `failed`), before it any number of `data`. */
export type PGliteTell = { kind: 'ready' } | { kind: 'data'; bytes: Uint8Array } | { kind: 'done' } | { kind: 'failed'; message: string };

if (!parentPort) throw new Error('pglite.worker.ts runs only as a worker thread');
const port = parentPort;
const start = workerData as PGliteStart;
const pieceBytes = 256 * 1024;

const pglite = await PGlite.create({
  pgliteWasmModule: start.module,
  ...(start.folder === undefined ? {} : { dataDir: start.folder }),
  ...(start.dump === undefined ? {} : { loadDataDir: await openAsBlob(start.dump) }),
});

function tell(message: PGliteTell): void {
  port.postMessage(message, message.kind === 'data' ? [message.bytes.buffer as ArrayBuffer] : []);
}

/** A simple-query message of the wire protocol: 'Q', length, text, NUL. */
function simpleQuery(text: string): Uint8Array {
  const message = Buffer.alloc(6 + text.length);
  message.write('Q', 0);
  message.writeInt32BE(5 + text.length, 1);
  message.write(text, 5);
  return message;
}

/** Runs wire messages and sends what the backend writes, in pieces so that a large result neither floods nor doubles memory. */
async function run(bytes: Uint8Array): Promise<void> {
  let pieces: Uint8Array[] = [];
  let held = 0;
  const send = (): void => {
    if (held === 0) return;
    const joined = new Uint8Array(held);
    let at = 0;
    for (const piece of pieces) {
      joined.set(piece, at);
      at += piece.length;
    }
    pieces = [];
    held = 0;
    tell({ kind: 'data', bytes: joined });
  };
  await pglite.execProtocolRawStream(bytes, {
    syncToFs: true,
    onRawData: (data) => {
      pieces.push(data.slice());
      held += data.length;
      if (held >= pieceBytes) send();
    },
  });
  send();
}

async function quietly(text: string): Promise<void> {
  await pglite.execProtocolRawStream(simpleQuery(text), { syncToFs: true, onRawData: () => undefined });
}

async function answer(ask: PGliteAsk): Promise<void> {
  if (ask.kind === 'batch') await run(ask.bytes);
  else if (ask.kind === 'dump') {
    const tar = await pglite.dumpDataDir('none');
    await writeFile(ask.file, Buffer.from(await tar.arrayBuffer()));
  } else {
    // There is one session behind all connections: what the last one left open or set must not reach the next.
    await quietly('ROLLBACK');
    await quietly(ask.kind === 'close' ? 'CHECKPOINT' : 'DISCARD ALL');
    if (ask.kind === 'close') await pglite.close();
  }
}

let queue = Promise.resolve();
port.on('message', (ask: PGliteAsk) => {
  queue = queue
    .then(() => answer(ask))
    .then(
      () => tell({ kind: 'done' }),
      (error: unknown) => tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
    )
    .then(() => {
      if (ask.kind === 'close') port.close();
    });
});
tell({ kind: 'ready' });

import { readFile } from 'node:fs/promises';
import { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { PoolConfig } from 'pg';
import type { PGliteAsk, PGliteStart, PGliteTell } from './pglite.worker.ts';

/** The embedded PostgreSQL in its worker thread. */
export type EmbeddedServer = {
  /** How a pg.Pool reaches it. The backend has one session, hence one connection at a time, and it is kept. */
  readonly poolConfig: PoolConfig;
  /** Writes the whole database as a tar file, from which `startEmbedded` can fill a memory. */
  dump(file: string): Promise<void>;
  /** Writes everything to the folder and ends the worker. */
  close(): Promise<void>;
  /** Ends the worker at once, as a crash would. */
  kill(): Promise<void>;
};

/** PostgreSQL's machine code, compiled once for all databases of this process: that takes longer than to start one. */
let compiled: Promise<WebAssembly.Module> | undefined;

async function compile(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(new URL('pglite.wasm', import.meta.resolve('@electric-sql/pglite'))));
}

/**
 * Starts PGlite in a worker thread, so that a long statement never stalls the event loop.
 * `folder` undefined keeps the database in memory; `dump` fills a new one from a file of `dump`.
 */
export async function startEmbedded(start: Omit<PGliteStart, 'module'>): Promise<EmbeddedServer> {
  const worker = new Worker(new URL('./pglite.worker.ts', import.meta.url), {
    workerData: { ...start, module: await (compiled ??= compile()) } satisfies PGliteStart,
    execArgv: [],
    // With a thread's usual stack a deeply nested statement ends JavaScript's before PostgreSQL's own limit, and hangs.
    resourceLimits: { stackSizeMb: 32 },
  });
  const waiting: { onData: (bytes: Uint8Array) => void; resolve: () => void; reject: (error: Error) => void }[] = [];
  let ended: Error | undefined;

  await new Promise<void>((resolve, reject) => {
    const end = (error: Error): void => {
      ended ??= error;
      reject(ended);
      for (const one of waiting.splice(0)) one.reject(ended);
    };
    worker.on('error', end);
    worker.on('exit', (status) => end(new Error(`the embedded database has ended (status ${status})`)));
    worker.on('message', (told: PGliteTell) => {
      if (told.kind === 'ready') resolve();
      else if (told.kind === 'data') waiting[0]?.onData(told.bytes);
      else if (told.kind === 'done') waiting.shift()?.resolve();
      else waiting.shift()?.reject(new Error(told.message));
    });
  });

  function ask(message: PGliteAsk, onData: (bytes: Uint8Array) => void = () => undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      waiting.push({ onData, resolve, reject });
      worker.postMessage(message, message.kind === 'batch' ? [message.bytes.buffer as ArrayBuffer] : []);
    });
  }

  return {
    poolConfig: { stream: () => new EmbeddedConnection(ask), user: 'postgres', database: 'postgres', ssl: false, max: 1, idleTimeoutMillis: 0 },
    dump: (file) => ask({ kind: 'dump', file }),
    async close() {
      const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      await ask({ kind: 'close' });
      await gone;
    },
    async kill() {
      await worker.terminate();
    },
  };
}

type Ask = (message: PGliteAsk, onData?: (bytes: Uint8Array) => void) => Promise<void>;

/** Messages that the backend holds without answering until a Sync or Flush follows: Parse, Bind, Describe, Execute, Close. */
const heldMessages = new Set([...'PBDEC'].map((letter) => letter.charCodeAt(0)));

/**
 * What pg takes for its socket. PGlite wants whole messages, and an error within one extended query is only handled right
 * when all of it up to Sync comes at once: so bytes are collected until a message ends that the backend answers.
 */
class EmbeddedConnection extends Duplex {
  readonly #ask: Ask;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #started = false;

  constructor(ask: Ask) {
    super({ allowHalfOpen: false });
    this.#ask = ask;
  }

  connect(): this {
    this.#ask({ kind: 'connect' }).then(
      () => this.emit('connect'),
      (error: Error) => this.destroy(error),
    );
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(bytes: Buffer, _encoding: string, done: () => void): void {
    this.#take(bytes);
    this.#send();
    done();
  }

  override _writev(pieces: { chunk: Buffer }[], done: () => void): void {
    for (const { chunk } of pieces) this.#take(chunk);
    this.#send();
    done();
  }

  override _final(done: (error?: Error | null) => void): void {
    this.push(null);
    done();
  }

  #take(bytes: Buffer): void {
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
  }

  #send(): void {
    const bytes = this.#held.length === 1 ? this.#held[0]! : Buffer.concat(this.#held, this.#heldBytes);
    let at = 0;
    let ready = 0;
    while (at + 5 <= bytes.length) {
      // The startup message alone has no letter before its length.
      const letter = this.#started ? bytes[at]! : 0;
      const end = at + (this.#started ? 1 + bytes.readInt32BE(at + 1) : bytes.readInt32BE(at));
      if (end > bytes.length) break;
      this.#started = true;
      at = end;
      if (!heldMessages.has(letter)) ready = end;
    }
    const rest = bytes.subarray(ready);
    this.#held = rest.length > 0 ? [rest] : [];
    this.#heldBytes = rest.length;
    if (ready === 0) return;
    this.#ask({ kind: 'batch', bytes: new Uint8Array(bytes.subarray(0, ready)) }, (data) => {
      if (!this.destroyed) this.push(data);
    }).catch((error: Error) => this.destroy(error));
  }
}

import { chmod, open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { maskIdentifiers } from '#kernel/identifiers.ts';
import { findOwner } from './folder.ts';
import type { Owner, Ownership } from './folder.ts';

/** A command line as it was typed beside the running server; relative paths in it are relative to `cwd`; `input` is what it took from standard input. */
export type CommandRequest = { args: string[]; cwd: string; input?: string | undefined };
export type CommandOutput = { out(text: string): void; err(text: string): void };
/** Runs a command and returns its exit status. The signal aborts when the one who typed it has gone, or the server closes. */
export type CommandHandler = (request: CommandRequest, output: CommandOutput, signal: AbortSignal) => Promise<number>;

/** What the server says, one JSON a line. */
type Frame = { out: string } | { err: string } | { exit: number };

/**
 * Takes commands over `<folder>/socket`, which only the folder's user can open. Returns how to stop: running commands are
 * aborted and waited for.
 */
export async function serveCommands(ownership: Ownership, handler: CommandHandler): Promise<{ close(): Promise<void> }> {
  const running = new Map<AbortController, Promise<void>>();
  const server = createServer((socket) => {
    const controller = new AbortController();
    const work = serveOne(socket, handler, controller).finally(() => running.delete(controller));
    running.set(controller, work);
  });
  const file = join(ownership.folder, 'socket');
  await rm(file, { force: true });
  // Stays open as long as the server listens: Node removes the socket by the path that it was given.
  const handle = await open(ownership.folder, 'r');
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen({ path: socketPath(handle) }, () => resolve());
  });
  await chmod(file, 0o600);
  return {
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const controller of running.keys()) controller.abort();
      await Promise.all(running.values());
      await closed;
      await handle.close();
    },
  };
}

async function serveOne(socket: Socket, handler: CommandHandler, controller: AbortController): Promise<void> {
  const send = (frame: Frame): void => {
    if (socket.writable) socket.write(`${JSON.stringify(frame)}\n`);
  };
  socket.on('error', () => controller.abort()).on('close', () => controller.abort());
  try {
    const request = await readRequest(socket);
    if (request === undefined) return;
    // The client sends nothing more: whatever comes is only watched for its end.
    socket.on('end', () => controller.abort()).resume();
    const exit = await handler(request, { out: (out) => send({ out }), err: (err) => send({ err }) }, controller.signal);
    send({ exit });
  } catch (error) {
    send({ err: `${maskIdentifiers(error instanceof Error ? error.message : String(error))}\n` });
    send({ exit: 1 });
  } finally {
    await new Promise<void>((resolve) => {
      if (socket.destroyed) resolve();
      else socket.once('close', () => resolve()).end();
      // A client that does not read must not keep the server from closing.
      setTimeout(() => socket.destroy(), 5000).unref();
    });
  }
}

async function readRequest(socket: Socket): Promise<CommandRequest | undefined> {
  let text = '';
  for await (const piece of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    text += piece.toString('latin1');
    const end = text.indexOf('\n');
    if (end >= 0) return JSON.parse(Buffer.from(text.slice(0, end), 'latin1').toString('utf8')) as CommandRequest;
    if (text.length > 1_000_000) return undefined;
  }
  return undefined;
}

/** The server that owns the data folder, when one does. */
export async function findServer(path: string): Promise<Owner | undefined> {
  const owner = await findOwner(path);
  return owner?.role === 'serve' ? owner : undefined;
}

/**
 * Lets the server that owns the folder run a command, and streams what it prints to this process. Returns the command's
 * exit status, or undefined when no server owns the folder. A server that is still starting is waited for.
 */
export async function handOver(path: string, args: string[], output = processOutput, input?: string): Promise<number | undefined> {
  for (;;) {
    const server = await findServer(path);
    if (!server) return undefined;
    const socket = await connectTo(path).catch(() => undefined);
    if (socket) return await follow(socket, { args, cwd: process.cwd(), input }, output);
    await pause(100);
  }
}

const processOutput: { out(text: string): Promise<void>; err(text: string): Promise<void> } = {
  out: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
  err: (text) => new Promise((resolve) => process.stderr.write(text, () => resolve())),
};

async function follow(socket: Socket, request: CommandRequest, output: typeof processOutput): Promise<number> {
  socket.write(`${JSON.stringify(request)}\n`);
  try {
    for await (const line of createInterface({ input: socket })) {
      const frame = JSON.parse(line) as Frame;
      if ('exit' in frame) return frame.exit;
      if ('out' in frame) await output.out(frame.out);
      else await output.err(frame.err);
    }
  } finally {
    socket.destroy();
  }
  throw new Error('the server ended before the command was done');
}

async function connectTo(folder: string): Promise<Socket> {
  const handle = await open(folder, 'r');
  try {
    return await new Promise<Socket>((resolve, reject) => {
      const socket = createConnection({ path: socketPath(handle) }, () => resolve(socket)).once('error', reject);
    });
  } finally {
    await handle.close();
  }
}

/** Unix socket paths end at 107 bytes; through an open folder the path is short whatever the folder's name. */
function socketPath(folder: FileHandle): string {
  return `/proc/self/fd/${folder.fd}/socket`;
}

import { createHash } from 'node:crypto';
import { chmod, mkdir, realpath } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import type { Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '#kernel/refusal.ts';

/** Who owns a data folder: a server that runs for long, or a command that will soon be done. */
export type Owner = { pid: number; role: 'serve' | 'command'; since: string };

/** A data folder that this process, and no other, may open. */
export type Ownership = { readonly folder: string; readonly owner: Owner; release(): Promise<void> };

/**
 * Makes this process the one owner of a data folder (made if need be, readable by its user only).
 * Refuses `folder-in-use` with the owner's pid and role; with `wait` (the default of a command) it waits for a command that
 * owns it, but never for a server: that one takes commands itself (`handOver`).
 *
 * The lock is a Linux abstract socket named for the folder's real path: the kernel frees it when the process dies, however
 * it dies, and a refused process learns the owner's name through it. It is seen within one machine (one network
 * namespace) only: two containers must not share a data folder.
 */
export async function takeFolder(path: string, as: { role: Owner['role']; wait?: boolean }): Promise<Ownership> {
  if (process.platform !== 'linux') throw new Refusal('folder-lock-unsupported', 501, { platform: process.platform }, 'data folders can be owned on Linux only');
  await mkdir(path, { recursive: true });
  await chmod(path, 0o700);
  const folder = await realpath(path);
  const owner: Owner = { pid: process.pid, role: as.role, since: new Date().toISOString() };
  const mayWait = as.wait ?? as.role === 'command';
  for (let began = Date.now(), told = false; ; ) {
    const server = await tryToListen(lockName(folder), owner);
    if (server) return { folder, owner, release: () => new Promise((resolve) => server.close(() => resolve())) };
    const other = await findOwner(folder);
    // Nobody answers when the owner has just gone, or is a process that is stopped: ask again, but not for ever.
    const late = Date.now() - began > 1000;
    if (other ? !mayWait || other.role === 'serve' : late && !mayWait) throw inUse(other);
    if (late && !told) {
      told = true;
      process.stderr.write(`waiting for ${other ? `the command of process ${other.pid}` : 'another process'} to be done with the data folder\n`);
    }
    await pause(50);
  }
}

/** Who owns the data folder at this moment; undefined when nobody does, or nobody that answers within a second. */
export async function findOwner(path: string): Promise<Owner | undefined> {
  const folder = await realpath(path).catch(() => undefined);
  if (folder === undefined) return undefined;
  return new Promise((resolve) => {
    let text = '';
    const socket = createConnection({ path: lockName(folder) });
    const done = (): void => {
      socket.destroy();
      resolve(readOwner(text));
    };
    socket.setEncoding('utf8').setTimeout(1000, done);
    socket.on('data', (piece: string) => (text += piece)).on('end', done).on('error', done);
  });
}

function readOwner(text: string): Owner | undefined {
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return undefined;
  }
}

function inUse(owner: Owner | undefined): Refusal {
  const facts = owner ? { pid: owner.pid, role: owner.role, since: owner.since } : {};
  const who = owner ? `process ${owner.pid} (${owner.role}, since ${owner.since})` : 'another process';
  return new Refusal('folder-in-use', 409, facts, `the data folder is in use by ${who}`);
}

function lockName(folder: string): string {
  return `\0jumys-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
}

function tryToListen(name: string, owner: Owner): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.setTimeout(1000, () => socket.destroy()).on('error', () => undefined);
      socket.end(JSON.stringify(owner));
    });
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen({ path: name }, () => {
      // The lock alone does not keep a finished process from ending.
      server.unref();
      resolve(server);
    });
  });
}

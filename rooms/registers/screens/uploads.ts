import { useSyncExternalStore } from 'react';
import type { ErrorReply } from '#kernel/contract.ts';
import { Unanswered } from '#web/client.ts';
import { uploadImport, type RegisterName } from '../contract.ts';

/** A file on its way to the server. Once there it is a task of the server's and leaves this list; what went wrong stays until dismissed. */
export type Sending = {
  readonly id: number;
  readonly file: File;
  readonly register: RegisterName;
  readonly asOf: string | undefined;
  readonly state: 'waiting' | 'sending' | 'failed';
  readonly sent: number;
  /** Milliseconds since the page was opened, when the first byte left. */
  readonly began: number;
  readonly error: Unanswered | null;
};

/** The list belongs to the page, not to a screen: another screen may be opened while a file is sent. */
let list: readonly Sending[] = [];
let lastId = 0;
let request: XMLHttpRequest | undefined;
const watchers = new Set<() => void>();

function change(next: readonly Sending[]): void {
  list = next;
  for (const watcher of watchers) watcher();
}

function update(id: number, changes: Partial<Sending>): void {
  change(list.map((sending) => (sending.id === id ? { ...sending, ...changes } : sending)));
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** The files on their way, as they stand. */
export function useSendings(): readonly Sending[] {
  return useSyncExternalStore((watcher) => { watchers.add(watcher); return () => watchers.delete(watcher); }, () => list);
}

/** Puts files in the queue; one is sent at a time. `arrived` is called when the server has one and has begun its import. */
export function send(files: readonly { readonly file: File; readonly register: RegisterName }[], asOf: string | undefined, arrived: () => void): void {
  change([...list, ...files.map(({ file, register }): Sending => ({ id: (lastId += 1), file, register, asOf, state: 'waiting', sent: 0, began: 0, error: null }))]);
  sendNext(arrived);
}

/** Takes a file out of the list; one that is being sent is broken off, and the server keeps nothing of it. */
export function dismiss(id: number): void {
  const sending = list.find((entry) => entry.id === id);
  if (sending?.state === 'sending') request?.abort();
  else change(list.filter((entry) => entry.id !== id));
}

function sendNext(arrived: () => void): void {
  const next = list.find((sending) => sending.state === 'waiting');
  if (request !== undefined) return;
  if (next === undefined) return removeEventListener('beforeunload', warn);
  addEventListener('beforeunload', warn);
  const { id } = next;
  const body = new FormData();
  body.append('register', next.register);
  if (next.asOf !== undefined) body.append('asOf', next.asOf);
  body.append('file', next.file);
  // fetch cannot tell how much of a body has left.
  request = new XMLHttpRequest();
  request.open(uploadImport.method, uploadImport.path);
  request.responseType = 'json';
  request.upload.addEventListener('progress', ({ loaded }) => update(id, { sent: Math.min(loaded, next.file.size) }));
  request.addEventListener('loadend', ({ currentTarget }) => {
    const { status, response } = currentTarget as XMLHttpRequest;
    request = undefined;
    if (status === 200) change(list.filter((sending) => sending.id !== id));
    else update(id, { state: 'failed', error: new Unanswered(status, (response as ErrorReply | null)?.error ?? { code: status === 0 ? 'unreachable' : 'fault', facts: {} }) });
    arrived();
    sendNext(arrived);
  });
  request.addEventListener('abort', () => change(list.filter((sending) => sending.id !== id)));
  update(id, { state: 'sending', began: performance.now() });
  request.send(body);
}

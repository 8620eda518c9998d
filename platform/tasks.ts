import { randomUUID } from 'node:crypto';
import { Refusal } from '#kernel/refusal.ts';
import type { Facts } from '#kernel/refusal.ts';

/** How far a task is: `done` of `total` units (total null when nobody can know) within the stage. */
export type TaskProgress = { stage: string; done: number; total: number | null; unit: string };

/** Long work of this process as it stands at the moment of asking. */
export type Task = TaskProgress & {
  id: string;
  what: string;
  state: 'running' | 'done' | 'failed' | 'cancelled' | 'refused';
  /** Instant, ISO text. */
  startedAt: string;
  seconds: number;
  /** Estimated for the present stage from its own speed; null when that cannot be told. */
  secondsLeft: number | null;
  /** Why it was refused. */
  refused: { code: string; facts: Facts } | null;
};

type Entry = {
  id: string;
  what: string;
  state: Task['state'];
  startedAt: string;
  began: number;
  ended: number | undefined;
  progress: TaskProgress;
  stageBegan: number;
  /** What was done already when the stage began: its own speed tells how long what is left will take. */
  stageDone: number;
  refused: Task['refused'];
  controller: AbortController;
  /** Settles when the work has ended. */
  over: Promise<unknown>;
};

/** Finished tasks are remembered so that whoever follows one sees how it ended. */
const remembered = 100;
const entries = new Map<string, Entry>();
let tellFault: (what: string, error: unknown) => void = () => undefined;

/**
 * Starts work and registers it. `report` may be called as often as one likes; the signal aborts when the task is
 * cancelled. `result` rejects as the work does and may be left alone.
 */
export function startTask<T>(
  what: string,
  work: (report: (progress: TaskProgress) => void, signal: AbortSignal) => Promise<T>,
): { id: string; result: Promise<T> } {
  const now = performance.now();
  const entry: Entry = {
    id: randomUUID(), what, state: 'running', startedAt: new Date().toISOString(), began: now, ended: undefined,
    progress: { stage: '', done: 0, total: null, unit: '' }, stageBegan: now, stageDone: 0, refused: null, controller: new AbortController(),
    over: Promise.resolve(),
  };
  forgetOldest();
  entries.set(entry.id, entry);
  const report = (progress: TaskProgress): void => {
    if (entry.state !== 'running') return;
    if (progress.stage !== entry.progress.stage) {
      entry.stageBegan = performance.now();
      entry.stageDone = progress.done;
    }
    entry.progress = progress;
  };
  const result = Promise.resolve().then(() => work(report, entry.controller.signal));
  entry.over = result;
  result.then(
    () => end(entry, 'done'),
    (error: unknown) => {
      // Whatever work throws once it was told to stop is the stopping.
      if (entry.controller.signal.aborted) return end(entry, 'cancelled');
      if (error instanceof Refusal) {
        entry.refused = { code: error.code, facts: error.facts };
        return end(entry, 'refused');
      }
      end(entry, 'failed');
      tellFault(what, error);
    },
  );
  return { id: entry.id, result };
}

/** The task as it stands; undefined when there never was one or it is forgotten. */
export function findTask(id: string): Task | undefined {
  const entry = entries.get(id);
  return entry && describe(entry);
}

/** All tasks that are remembered, newest first. */
export function listTasks(): Task[] {
  return [...entries.values()].reverse().map(describe);
}

/** Tells a running task to stop; it is cancelled when its work has ended. False when it does not run. */
export function cancelTask(id: string): boolean {
  const entry = entries.get(id);
  if (entry?.state !== 'running') return false;
  entry.controller.abort();
  return true;
}

/** Tells every running task to stop, and waits until the work of all has ended: what they work on may be closed then. */
export async function stopTasks(): Promise<void> {
  const running = [...entries.values()].filter(({ state }) => state === 'running');
  for (const { controller } of running) controller.abort();
  await Promise.allSettled(running.map(({ over }) => over));
}

/** Who is told of tasks that fail by a fault: the log. */
export function onTaskFault(tell: (what: string, error: unknown) => void): void {
  tellFault = tell;
}

function end(entry: Entry, state: Task['state']): void {
  entry.state = state;
  entry.ended = performance.now();
}

function forgetOldest(): void {
  for (const entry of entries.values()) {
    if (entries.size < remembered) return;
    if (entry.state !== 'running') entries.delete(entry.id);
  }
}

function describe(entry: Entry): Task {
  const { id, what, state, startedAt, refused, progress } = entry;
  const seconds = ((entry.ended ?? performance.now()) - entry.began) / 1000;
  const { done, total } = progress;
  const inStage = (performance.now() - entry.stageBegan) / 1000;
  const sinceStage = done - entry.stageDone;
  const secondsLeft = state === 'running' && total !== null && sinceStage > 0 ? (inStage * Math.max(0, total - done)) / sinceStage : null;
  return { id, what, state, startedAt, seconds, secondsLeft, refused, ...progress };
}

import type { Log } from './log.ts';

/** What time brings: `take` does what is due and returns how much that was; `said` is how the log tells of it. */
export type Turn = { readonly said: string; take(): Promise<number> };

/** Does the work at once and from then on every `period` milliseconds, never twice at a time. Returns how to stop, which waits for what is under way. */
export function repeat(work: () => Promise<void>, period: number): () => Promise<void> {
  let running: Promise<void> | undefined;
  const go = (): void => {
    running ??= work().finally(() => { running = undefined; });
  };
  go();
  const timer = setInterval(go, period);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/**
 * Takes every turn at once and from then on every `period` milliseconds. A fault goes to the log and the next time tries again.
 * Returns how to stop, which waits for the turns under way.
 */
export function startClockwork(turns: readonly Turn[], log: Pick<Log, 'error' | 'info'>, period = 60_000): () => Promise<void> {
  return repeat(async () => {
    for (const { said, take } of turns) {
      try {
        const count = await take();
        if (count > 0) log.info({ count }, said);
      } catch (error) {
        log.error({ err: error, said }, 'what time brings could not be done; the next turn tries again');
      }
    }
  }, period);
}

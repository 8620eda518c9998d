import type { Log } from '#platform/log.ts';
import type { OversightGround } from './ground.ts';
import { escalateOverdue } from './order.ts';

/**
 * Does what time brings, at once and from then on every `period` milliseconds: tells of orders whose term has passed. A fault
 * goes to the log and the next turn tries again. Returns how to stop, which waits for the turn under way.
 */
export function startClockwork(ground: OversightGround, log: Pick<Log, 'error' | 'info'>, period = 60_000): () => Promise<void> {
  let running: Promise<void> | undefined;
  async function tick(): Promise<void> {
    try {
      const orders = await escalateOverdue(ground);
      if (orders > 0) log.info({ orders }, 'the term of orders has passed');
    } catch (error) {
      log.error({ err: error }, 'overdue orders could not be told of; the next turn tries again');
    }
  }
  const turn = (): void => {
    running ??= tick().finally(() => { running = undefined; });
  };
  turn();
  const timer = setInterval(turn, period);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

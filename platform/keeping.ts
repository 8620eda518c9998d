import { sql } from 'kysely';
import type { Actor } from '#kernel/actor.ts';
import { asSystem } from './access.ts';
import { record } from './audit.ts';
import type { Clock } from './clock.ts';
import type { Ages, Config } from './config.ts';
import type { Database } from './database.ts';
import type { Log } from './log.ts';

/** Rows that a room deletes when they are past their age; docs/keeping.md has a line for each. */
export type Keeper = {
  readonly what: string;
  /** How many days they are kept. */
  days(ages: Ages): number;
  /** Deletes those from before an instant, as the system, and returns how many there were. */
  remove(transaction: Database, before: Date): Promise<number>;
};

/** What of one kind was past its age; `before` is the instant from which on rows are kept. */
export type Kept = { readonly what: string; readonly days: number; readonly before: Date; readonly rows: number };

/** Mails that were sent or given up: what they said and to whom was forgotten then. */
export const mailKeeper: Keeper = {
  what: 'mails', days: ({ notices }) => notices,
  async remove(transaction, before) {
    const { numAffectedRows = 0n } = await sql`delete from platform.mail where state <> 'waiting' and at < ${before}`.execute(transaction);
    return Number(numAffectedRows);
  },
};

const day = 24 * 60 * 60_000;

class Undo extends Error {}

/**
 * Deletes what is past its age, all kinds in one transaction with one line of the audit that counts them. With `dryRun` it is done and undone,
 * so that what is told is what would be deleted. Where nothing is past its age nothing is written.
 */
export async function keep(
  { db, config, clock }: { readonly db: Database; readonly config: Pick<Config, 'keep'>; readonly clock: Clock }, keepers: readonly Keeper[],
  { actor, dryRun = false }: { actor: Actor; dryRun?: boolean },
): Promise<Kept[]> {
  const at = clock.now();
  const kept: Kept[] = [];
  await asSystem(db, async (transaction) => {
    for (const { what, days, remove } of keepers) {
      const before = new Date(at.getTime() - days(config.keep) * day);
      kept.push({ what, days: days(config.keep), before, rows: await remove(transaction, before) });
    }
    if (dryRun) throw new Undo();
    const deleted = kept.filter(({ rows }) => rows > 0);
    if (deleted.length > 0) await record(transaction, { actor, what: 'old-rows-deleted', facts: Object.fromEntries(deleted.map(({ what, rows }) => [what, rows])), at });
  }).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  return kept;
}

/** Keeps at once and from then on once a day; a fault goes to the log and the next day tries again. Returns how to stop, which waits for what is under way. */
export function startKeeping(work: () => Promise<unknown>, log: Pick<Log, 'error'>, period = day): () => Promise<void> {
  let running: Promise<void> | undefined;
  const turn = (): void => {
    running ??= work().then(() => undefined, (error: unknown) => log.error({ err: error }, 'old rows could not be deleted; tomorrow tries again')).finally(() => { running = undefined; });
  };
  turn();
  const timer = setInterval(turn, period);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

import { operator } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Log } from '#platform/log.ts';
import { closedMonths, publishRelease } from '#publishing';
import { openDraft } from './draft.ts';
import type { ClosingGround } from './ground.ts';
import { frozenThrough } from './month-state.ts';
import { findStanding } from './store.ts';

/**
 * What follows on each computation of a made-up country, so that a visitor sees what the public would see and how a month is
 * closed: a release through the month before the last closed one, corrected by every computation, and the draft of the last one.
 */
export async function closeMadeUp(ground: ClosingGround, log: Pick<Log, 'warn'>): Promise<void> {
  const actor = operator('of the made-up country');
  try {
    const { cube, today } = await ground.views.current();
    const last = closedMonths(cube, today).at(-1)!;
    const through = (await frozenThrough(ground.db)) ?? Math.max(cube.firstMonth, last - 1);
    await publishRelease(ground, cube, { actor, madeUp: true, through }).catch(ignoreNothingNew);
    ground.shelves.refresh();
    if (through < last && (await findStanding(ground.db)) === undefined) await openDraft(ground, actor, last);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    log.warn({ code: error.code }, 'no month was closed');
  }
}

function ignoreNothingNew(error: unknown): void {
  if (!(error instanceof Refusal) || error.code !== 'nothing-new') throw error;
}

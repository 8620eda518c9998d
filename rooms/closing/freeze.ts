import type { Actor } from '#kernel/actor.ts';
import { lastDay, monthText } from '#kernel/month.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asSystem } from '#platform/access.ts';
import { record } from '#platform/audit.ts';
import type { Database } from '#platform/database.ts';
import { countUnanswered, tell, today } from '#oversight';
import { isStale } from '#pledges';
import { composeRelease, keepRelease } from '#publishing';
import { getDraft, holdStanding } from './draft.ts';
import { keepFigures } from './figure-store.ts';
import { endOf, type ClosingGround } from './ground.ts';
import { countAnswers, listAsked } from './party-store.ts';
import { enterStep, findComputation, type StoredDraft } from './store.ts';

/**
 * Freezes the months of the draft that stands as a release of the figures in force. The release and the mark that the draft has
 * ended are one transaction. Refuses `no-such-draft`; `same-person` for whoever opened it; `period-runs` {until}; `objections-stand`
 * {count} while one that was opened in time is not answered; `figures-stale` when rows came since the figures were computed; and
 * what `composeRelease` refuses.
 */
export async function freezeDraft(ground: ClosingGround, actor: Actor, through: number): Promise<StoredDraft> {
  const { cube, madeUp } = await ground.views.current();
  const computation = cube.computation?.id;
  // Asked before the work and again where it counts: a release takes a while to make.
  await asSystem(ground.db, async (transaction) => mustBeFreezable(ground, transaction, actor, through, computation));
  const composed = await composeRelease(ground, cube, { actor, madeUp, through });
  const frozen = await asSystem(ground.db, async (transaction) => {
    const draft = await mustBeFreezable(ground, transaction, actor, through, computation);
    const { release } = composed;
    const [month, at] = [monthText(through), release.at];
    await keepFigures(transaction, { draft: draft.id, stage: 'frozen', month: through, day: lastDay(month) });
    const to = await listAsked(transaction, draft.id);
    const { all: { agreed, remarks, contests, silent } } = await countAnswers(transaction, draft.id);
    await keepRelease(transaction, composed, actor);
    await enterStep(transaction, draft.id, { what: 'frozen', release: release.number }, actor, at);
    await tell(transaction, ground, { what: 'month-frozen', subjectKind: 'month', subject: month, facts: { month }, to, by: actor, at });
    await record(transaction, { actor, what: 'month-frozen', subject: month, facts: { release: release.number, agreed, remarks, contests, silent }, at });
    return getDraft(transaction, through);
  });
  ground.shelves.refresh();
  return frozen;
}

async function mustBeFreezable(ground: ClosingGround, transaction: Database, actor: Actor, through: number, computation: string | undefined): Promise<StoredDraft> {
  const draft = await holdStanding(transaction, through);
  const { account, until } = draft;
  if (account !== null && account === actor.account) throw new Refusal('same-person', 403);
  if (today(ground.clock) <= until) throw new Refusal('period-runs', 409, { until });
  const count = await countUnanswered(transaction, { through, before: endOf(until) });
  if (count > 0) throw new Refusal('objections-stand', 409, { count });
  if ((await findComputation(transaction)) !== computation || (await isStale({ ...ground, db: transaction }))) throw new Refusal('figures-stale', 409);
  return draft;
}

import type { Actor } from '#kernel/actor.ts';
import { lastDay, monthText } from '#kernel/month.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asSystem } from '#platform/access.ts';
import { record } from '#platform/audit.ts';
import { mostObjectionDays } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';
import { actOf, mustHoldNoIdentifier, tell, today } from '#oversight';
import type { View } from '#pledges';
import { closedThrough, listReleases } from '#publishing';
import type { Draft } from './contract.ts';
import { keepFigures } from './figure-store.ts';
import { daysAfter, type ClosingGround } from './ground.ts';
import { enterParties, listAsked } from './party-store.ts';
import { enterDraft, enterStep, findComputation, findDraft, findStanding, takeTurn, type StoredDraft } from './store.ts';

/** A draft as replies tell it, on a day in Kazakhstan. */
export function draftView(draft: StoredDraft, day: string): Draft {
  const { ended, endedAt, endedKind, endedBy, until } = draft;
  const runs = ended === null && day <= until;
  return {
    month: monthText(draft.through), state: ended ?? (runs ? 'running' : 'over'), opened: actOf(draft), until, daysLeft: runs ? (Date.parse(until) - Date.parse(day)) / 86_400_000 : 0, release: draft.release,
    ended: ended === null ? null : { ...actOf({ at: endedAt!, actorKind: endedKind!, by: endedBy! }), reason: draft.reason },
  };
}

/** The newest draft of the months through one. Refuses `no-such-draft`. */
export async function getDraft(db: Database, through: number): Promise<StoredDraft> {
  const draft = await findDraft(db, through);
  if (draft === undefined) throw new Refusal('no-such-draft', 404);
  return draft;
}

/** The draft of the months through one, which stands; nobody else changes it until the transaction ends. Refuses `no-such-draft`. */
export async function holdStanding(transaction: Database, through: number): Promise<StoredDraft> {
  await takeTurn(transaction);
  const draft = await findStanding(transaction);
  if (draft?.through !== through) throw new Refusal('no-such-draft', 404);
  return draft;
}

/**
 * Opens the draft of all months through one: keeps who is asked and the figures as they are now, and tells those who are asked. It
 * can be contested until a day, for as many days as the operator has set at least. Refuses `no-figures-for-month`, `month-not-closed`,
 * `draft-stands`, `frozen-further`, `period-too-short` and `period-too-long`.
 */
export async function openDraft(ground: ClosingGround, actor: Actor, through: number, asked: { readonly until?: string | undefined } = {}): Promise<StoredDraft> {
  const { cube, today: utc } = await ground.views.current();
  mustBeClosed(cube, utc, through);
  const at = ground.clock.now();
  const least = daysAfter(today(ground.clock), ground.config.objectionDays);
  const until = asked.until ?? least;
  if (until < least) throw new Refusal('period-too-short', 422, { day: least });
  const latest = daysAfter(today(ground.clock), mostObjectionDays);
  if (until > latest) throw new Refusal('period-too-long', 422, { day: latest });
  return asSystem(ground.db, async (transaction) => {
    await takeTurn(transaction);
    const standing = await findStanding(transaction);
    if (standing !== undefined) throw new Refusal('draft-stands', 409, { month: monthText(standing.through) });
    const frozen = (await listReleases(transaction))[0]?.lastMonth;
    if (frozen !== undefined && frozen > through) throw new Refusal('frozen-further', 409, { month: monthText(frozen) });
    const computation = await findComputation(transaction);
    const month = monthText(through);
    const draft = await enterDraft(transaction, { through, until, computation: computation! }, actor, at);
    const to = await enterParties(transaction, draft, lastDay(month));
    await keepFigures(transaction, { draft, stage: 'opened', month: through, day: lastDay(month) });
    await tell(transaction, ground, { what: 'draft-opened', subjectKind: 'month', subject: month, facts: { month, until }, to, by: actor, at });
    await record(transaction, { actor, what: 'draft-opened', subject: month, facts: { until, asked: to.length, computation: computation! }, at });
    return (await findStanding(transaction))!;
  });
}

function mustBeClosed(cube: View['cube'], day: string, through: number): void {
  const [first, last] = [cube.firstMonth, cube.firstMonth + cube.months - 1];
  if (cube.computation === null || through < first || through > last) {
    throw new Refusal('no-figures-for-month', 404, cube.months === 0 ? {} : { first: monthText(first), last: monthText(last) });
  }
  closedThrough(cube, day, through);
}

/** Withdraws the draft that stands, with the reason; its months are open again. Refuses `no-such-draft` and `identifier-in-text`. */
export async function withdrawDraft(ground: ClosingGround, actor: Actor, through: number, reason: string): Promise<StoredDraft> {
  mustHoldNoIdentifier(reason);
  const at = ground.clock.now();
  return asSystem(ground.db, async (transaction) => {
    const draft = await holdStanding(transaction, through);
    const month = monthText(through);
    await enterStep(transaction, draft.id, { what: 'withdrawn', reason }, actor, at);
    await tell(transaction, ground, { what: 'draft-withdrawn', subjectKind: 'month', subject: month, facts: { month }, to: await listAsked(transaction, draft.id), by: actor, at });
    await record(transaction, { actor, what: 'draft-withdrawn', subject: month, at });
    return getDraft(transaction, through);
  });
}

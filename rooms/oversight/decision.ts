import type { z } from 'zod';
import type { Actor, Scope } from '#kernel/actor.ts';
import { maskIdentifiers } from '#kernel/identifiers.ts';
import { isProvisional, monthIndex, monthOfDay } from '#kernel/month.ts';
import { country, placeLevel } from '#kernel/place.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asReader, asSystem } from '#platform/access.ts';
import { record } from '#platform/audit.ts';
import type { View } from '#pledges';
import type { DecisionRow, decide } from './contract.ts';
import { enterDecision, findDecided, holdPledge, listStoredDecisions, type HeldPledge, type StoredDecision } from './decision-store.ts';
import { actOf, mustHoldNoIdentifier, today, type OversightGround } from './ground.ts';
import { tell } from './notice.ts';

/** Where a pledge stands in the view of whoever asks. Refuses `no-such-pledge`. */
export function positionOf({ cube }: View, pledgeId: string): number {
  const at = cube.pledges.findIndex((pledge) => pledge.pledgeId === pledgeId);
  if (at < 0) throw noSuchPledge();
  return at;
}

const noSuchPledge = () => new Refusal('no-such-pledge', 404);

/** Decisions of which no other one says that it ends them. */
export function inForce(all: readonly StoredDecision[]): StoredDecision[] {
  const ended = new Set(all.map(({ ends }) => ends));
  return all.filter(({ id, kind }) => kind !== 'withdrawal' && !ended.has(id));
}

/** Cures and waivers of a pledge, newest first, with what became of each. */
export async function listDecisions(ground: OversightGround, scope: Scope, pledgeId: string): Promise<DecisionRow[]> {
  const view = await ground.views.of(scope);
  const position = positionOf(view, pledgeId);
  const all = await asReader(ground.db, scope, (transaction) => listStoredDecisions(transaction, pledgeId));
  const waived = inForce(all).reduce((sum, { jobs }) => sum + (jobs ?? 0), 0);
  const enders = new Map(all.flatMap((one) => (one.ends === null ? [] : [[one.ends, one] as const])));
  return all.toReversed().flatMap((one) => {
    if (one.kind === 'withdrawal') return [];
    const { kind, id, office, reason, decidedOn, until, jobs } = one;
    const by = enders.get(id);
    const ended = by === undefined ? null : {
      how: by.kind === 'withdrawal' ? 'withdrawn' as const : 'superseded' as const, office: by.office, reason: by.reason, on: by.decidedOn, act: actOf(by),
    };
    return [{ id, kind, office, reason, decidedOn, until, jobs, act: actOf(one), ended, held: until === null ? null : heldAt(view, position, until, waived) }];
  });
}

/**
 * What a cured pledge is judged by in the month of its cure day: its part of what its stack is credited with (rule 16), of the
 * jobs that no waiver lets off. Null before figures of that month are stored. The verdict stays what the evidence says.
 */
function heldAt({ cube, today: now }: View, position: number, until: string, waived: number): DecisionRow['held'] {
  const text = monthOfDay(until);
  const month = monthIndex(text);
  if (month < cube.firstMonth || month >= cube.firstMonth + cube.months) return null;
  const judged = cube.figure('judged', position, month);
  const jobs = Math.max(0, cube.pledges[position]!.jobs - waived);
  const unknown = Number.isNaN(judged);
  return { month: text, judged: unknown ? null : judged, jobs, kept: unknown ? null : judged >= jobs, provisional: isProvisional(month, now) };
}

/**
 * Enters a cure or a waiver of a pledge within the scope. One of a kind is in force at a time: this one supersedes the one
 * before. Refuses `no-such-pledge`, `decided-in-future`, `cure-too-early`, `waives-too-much` and `identifier-in-text`.
 */
export async function enterCureOrWaiver(ground: OversightGround, actor: Actor, scope: Scope, pledgeId: string, asked: z.output<NonNullable<typeof decide.body>>): Promise<void> {
  const { kind, office, reason, decidedOn } = asked;
  mustHoldNoIdentifier(office, reason);
  mustBeDecided(ground, decidedOn);
  const at = ground.clock.now();
  await asSystem(ground.db, async (transaction) => {
    const pledge = await holdPledge(transaction, pledgeId, scope);
    if (pledge === undefined) throw noSuchPledge();
    if (asked.kind === 'cure' && asked.until <= pledge.dueOn) throw new Refusal('cure-too-early', 422, { dueOn: pledge.dueOn });
    if (asked.kind === 'waiver' && asked.jobs > pledge.jobs) throw new Refusal('waives-too-much', 422, { most: pledge.jobs });
    const before = inForce(await listStoredDecisions(transaction, pledgeId)).find((one) => one.kind === kind);
    const until = asked.kind === 'cure' ? asked.until : null;
    const jobs = asked.kind === 'waiver' ? asked.jobs : null;
    const id = await enterDecision(transaction, { kind, office, reason, decidedOn, until, jobs, ends: before?.id ?? null, pledgeId, seenBy: pledge.seenBy }, actor, at);
    await tell(transaction, ground, {
      what: kind === 'cure' ? 'pledge-cured' : 'pledge-waived', subjectKind: 'pledge', subject: pledgeId, facts: { pledgeId, until, jobs }, to: concerned(pledge), by: actor, at,
    });
    await record(transaction, { actor, what: kind === 'cure' ? 'pledge-cured' : 'pledge-waived', subject: maskIdentifiers(pledgeId), facts: { decision: id, ends: before?.id ?? null, until, jobs }, at });
  });
}

/** Withdraws a cure or a waiver that is in force. Refuses `no-such-decision`, `decided-in-future` and `identifier-in-text`. */
export async function withdraw(ground: OversightGround, actor: Actor, scope: Scope, decisionId: number, asked: { office: string; reason: string; decidedOn: string }): Promise<void> {
  mustHoldNoIdentifier(asked.office, asked.reason);
  mustBeDecided(ground, asked.decidedOn);
  const at = ground.clock.now();
  await asSystem(ground.db, async (transaction) => {
    const pledgeId = await findDecided(transaction, decisionId);
    const pledge = pledgeId === undefined ? undefined : await holdPledge(transaction, pledgeId, scope);
    if (pledgeId === undefined || pledge === undefined) throw new Refusal('no-such-decision', 404);
    if (!inForce(await listStoredDecisions(transaction, pledgeId)).some(({ id }) => id === decisionId)) throw new Refusal('no-such-decision', 404);
    await enterDecision(transaction, { ...asked, kind: 'withdrawal', until: null, jobs: null, ends: decisionId, pledgeId, seenBy: pledge.seenBy }, actor, at);
    await tell(transaction, ground, { what: 'decision-withdrawn', subjectKind: 'pledge', subject: pledgeId, facts: { pledgeId }, to: concerned(pledge), by: actor, at });
    await record(transaction, { actor, what: 'decision-withdrawn', subject: maskIdentifiers(pledgeId), facts: { decision: decisionId }, at });
  });
}

function mustBeDecided({ clock }: OversightGround, decidedOn: string): void {
  if (decidedOn > today(clock)) throw new Refusal('decided-in-future', 422);
}

/** Whom a pledge concerns: its region, the ministry where it has none, and its employer as named and as one. */
export function concerned({ seenBy, employer, one }: Pick<HeldPledge, 'seenBy' | 'employer' | 'one'>): number[] {
  const regions = seenBy.filter((code) => code > 0 && placeLevel(code) === 1);
  return [...new Set([...(regions.length === 0 ? [country] : regions), -employer, -one])];
}

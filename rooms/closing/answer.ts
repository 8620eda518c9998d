import type { z } from 'zod';
import type { Actor, Scope } from '#kernel/actor.ts';
import { monthText } from '#kernel/month.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asSystem } from '#platform/access.ts';
import { record } from '#platform/audit.ts';
import { isContested, mustHoldNoIdentifier, today } from '#oversight';
import type { answerDraft as contract } from './contract.ts';
import { holdStanding } from './draft.ts';
import type { ClosingGround } from './ground.ts';
import { enterAnswer, findParty } from './party-store.ts';

type Asked = z.output<NonNullable<typeof contract.body>>;

/**
 * Answers the draft that stands, for a region or an employer for which the scope speaks; a later answer supersedes it. Refuses
 * `no-such-draft`; `no-such-party`; `period-over` {until}; `objection-needed` when it contests and none of its objections to these
 * months was opened since the draft was or awaits an answer; and `identifier-in-text`.
 */
export async function answerDraft(ground: ClosingGround, actor: Actor, scope: Scope, through: number, { party, answer }: Asked): Promise<void> {
  const remarks = ('remarks' in answer ? answer.remarks : undefined) ?? null;
  mustHoldNoIdentifier(remarks ?? undefined);
  const code = 'place' in party ? Number(party.place) : -party.employer;
  const at = ground.clock.now();
  await asSystem(ground.db, async (transaction) => {
    const draft = await holdStanding(transaction, through);
    const held = await findParty(transaction, draft.id, code, scope);
    if (held === undefined) throw new Refusal('no-such-party', 404);
    if (today(ground.clock) > draft.until) throw new Refusal('period-over', 409, { until: draft.until });
    const by = code < 0 ? { employers: held.seenBy.filter((one) => one < 0).map((one) => -one) } : { place: code };
    if (answer.outcome === 'contests' && !(await isContested(transaction, { through, since: draft.at, by }))) throw new Refusal('objection-needed', 422);
    await enterAnswer(transaction, { draft: draft.id, code, outcome: answer.outcome, remarks }, actor, at);
    await record(transaction, { actor, what: 'draft-answered', subject: monthText(through), facts: { party: code, outcome: answer.outcome }, at });
  });
}

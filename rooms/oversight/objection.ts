import type { z } from 'zod';
import type { Actor, Scope } from '#kernel/actor.ts';
import { monthIndex, monthText, type Month } from '#kernel/month.ts';
import { maskIdentifiers } from '#kernel/identifiers.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asReader, asSystem } from '#platform/access.ts';
import { record } from '#platform/audit.ts';
import { employerName, placeName, projectNames } from '#pledges';
import { getImport } from '#registers';
import type { answerObjection, ObjectionRow, openObjection } from './contract.ts';
import { concerned } from './decision.ts';
import { holdPledge } from './decision-store.ts';
import { actOf, mustHoldNoIdentifier, scopeOfAny, type OversightGround } from './ground.ts';
import { tell } from './notice.ts';
import { enterObjection, enterObjectionAnswer, holdObjection, listStoredObjections, type HeldObjection, type ObjectionFilter, type StoredObjection } from './objection-store.ts';

/** Objections within a scope, open ones first. */
export async function listObjections(ground: OversightGround, actor: Actor, scope: Scope, filter: ObjectionFilter, paging: { page: number; size: number }): Promise<{ total: number; open: number; rows: ObjectionRow[] }> {
  const { cube } = await ground.views.current();
  const found = await asReader(ground.db, scope, (transaction) => listStoredObjections(transaction, filter, paging));
  const deciding = scopeOfAny(actor, ['decide-pledges']);
  const within = new Set((await ground.views.of(deciding)).cube.pledges.map(({ pledgeId }) => pledgeId));
  const pledges = new Map(cube.pledges.map((pledge) => [pledge.pledgeId, pledge]));
  const rows = found.rows.map((row): ObjectionRow => {
    const { id, pledgeId, month, figure, reason, rows: contested, employer, outcome, answer, importId } = row;
    const pledge = pledges.get(pledgeId);
    return {
      id, pledgeId, month: monthText(month), figure, reason, rows: contested,
      project: pledge?.project == null ? null : projectNames(pledge.project), place: pledge === undefined ? null : placeName(cube, pledge.place),
      employer: employer === null ? null : employerName(cube, employer), act: actOf(row),
      answer: outcome === null || answer === null ? null : { outcome, text: answer, importId, act: answerAct(row) },
      awaits: outcome === null && within.has(pledgeId) && !isOwn(actor, row),
    };
  });
  return { ...found, rows };
}

function answerAct({ answeredAt, answeredKind, answeredBy }: StoredObjection): ObjectionRow['act'] {
  return actOf({ at: answeredAt!, actorKind: answeredKind!, by: answeredBy! });
}

/** Nobody answers what he has contested himself; visitors play every part. */
function isOwn(actor: Actor, { account }: { account: string | null }): boolean {
  return actor.account !== null && actor.account === account;
}

/** Contests a figure of a pledge within the scope and returns the number of the objection. Refuses `no-such-pledge`, `no-figures-for-month` and `identifier-in-text`. */
export async function contest(ground: OversightGround, actor: Actor, scope: Scope, pledgeId: string, asked: z.output<NonNullable<typeof openObjection.body>>): Promise<number> {
  const { figure, reason, rows } = asked;
  mustHoldNoIdentifier(reason, ...rows.map(({ reference }) => reference));
  const { cube } = await ground.views.of(scope);
  const month = monthIndex(asked.month as Month);
  const at = ground.clock.now();
  return asSystem(ground.db, async (transaction) => {
    const pledge = await holdPledge(transaction, pledgeId, scope);
    if (pledge === undefined) throw new Refusal('no-such-pledge', 404);
    if (month < cube.firstMonth || month >= cube.firstMonth + cube.months) throw new Refusal('no-figures-for-month', 404, { first: monthText(cube.firstMonth), last: monthText(cube.firstMonth + cube.months - 1) });
    const employer = scope.employers.find((one) => one === pledge.employer || one === pledge.one) ?? null;
    const id = await enterObjection(transaction, { pledgeId, month, figure, reason, employer, rows, seenBy: pledge.seenBy }, actor, at);
    await tell(transaction, ground, { what: 'objection-opened', subjectKind: 'pledge', subject: pledgeId, facts: { pledgeId, objection: id }, to: concerned(pledge), by: actor, at });
    await record(transaction, { actor, what: 'objection-opened', subject: maskIdentifiers(pledgeId), facts: { objection: id, month: asked.month, figure, rows: rows.length }, at });
    return id;
  });
}

/** Answers an objection within the scope, once. Refuses `no-such-objection`, `answered-already`, `own-objection`, `import-needed`, `no-such-import`, `import-too-old` and `identifier-in-text`. */
export async function answer(ground: OversightGround, actor: Actor, scope: Scope, id: number, asked: z.output<NonNullable<typeof answerObjection.body>>): Promise<void> {
  const { outcome, text } = asked;
  mustHoldNoIdentifier(text);
  const importId = outcome === 'corrected' ? asked.importId : undefined;
  const at = ground.clock.now();
  await asSystem(ground.db, async (transaction) => {
    const objection = await holdObjection(transaction, id, scope);
    if (objection === undefined) throw new Refusal('no-such-objection', 404);
    if (objection.answered) throw new Refusal('answered-already', 409);
    if (isOwn(actor, objection)) throw new Refusal('own-objection', 403);
    if (outcome === 'corrected') mustCorrect(objection, await getImport(transaction, importId ?? ''));
    await enterObjectionAnswer(transaction, id, { outcome, text, importId }, actor, at);
    const pledge = await holdPledge(transaction, objection.pledgeId, scope);
    const to = pledge === undefined ? objection.seenBy.filter((code) => code < 0) : concerned(pledge);
    await tell(transaction, ground, { what: 'objection-answered', subjectKind: 'pledge', subject: objection.pledgeId, facts: { pledgeId: objection.pledgeId, objection: id }, to, by: actor, at });
    await record(transaction, { actor, what: 'objection-answered', subject: maskIdentifiers(objection.pledgeId), facts: { objection: id, outcome, import: importId ?? null }, at });
  });
}

/** An import corrects what is contested when it came since, of one of the registers named, and brought rows. */
function mustCorrect({ at, registers }: HeldObjection, { register, startedAt, accepted }: { register: string; startedAt: string; accepted: number }): void {
  if (new Date(startedAt) < at || !registers.includes(register) || accepted === 0) throw new Refusal('import-too-old', 422);
}

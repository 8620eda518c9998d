import type { z } from 'zod';
import type { Actor, Scope } from '#kernel/actor.ts';
import { holdsIdentifier } from '#kernel/identifiers.ts';
import { monthIndex, monthOfDay, monthText } from '#kernel/month.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asReader, asSystem } from '#platform/access.ts';
import { record } from '#platform/audit.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/database.ts';
import { scopeThroughTime } from '#accounts';
import { readPersons, type ReadingGround } from '#people';
import { employerName, placeName, projectNames, type View, type Views } from '#pledges';
import type { FindingPage, FindingQuery, FindingRow, Judgement, ListedFindings, judgeFinding, listPersons } from './contract.ts';
import { ruleView } from './rule-view.ts';
import * as store from './store.ts';

/** What this room works on. */
export type FindingsGround = { readonly db: Database; readonly clock: Clock; readonly views: Views; readonly reading: ReadingGround };

/** How wide a band of wages is, tenge (steps/50-wages-at-minimum.sql). */
const band = 20_000;

const noSuchFinding = () => new Refusal('no-such-finding', 404);

function rowOf({ cube }: View, { pledgeId, employer, place, first, last, gone, foundAt, judgement, ...stored }: store.StoredFinding): FindingRow {
  const pledge = pledgeId === null ? undefined : cube.pledges.find((one) => one.pledgeId === pledgeId);
  return {
    ...stored,
    pledge: pledgeId === null ? null : { pledgeId, dueOn: pledge?.dueOn ?? '', project: pledge?.project == null ? null : projectNames(pledge.project) },
    employer: employerName(cube, pledge?.employer ?? employer), place: placeName(cube, place),
    first: monthText(first), last: monthText(last), foundAt: foundAt.toISOString(), gone: gone === null ? null : monthText(gone),
    judgement: judgement === null ? null : judgementOf(judgement),
  };
}

function judgementOf({ kind, ...one }: NonNullable<store.StoredFinding['judgement']>): Judgement {
  return { ...one, visitor: kind === 'visitor' };
}

/** An employer is asked for as a pledge names it; findings hold the one that it is one with (rule 3). */
function asOne<Asked extends { employer?: number | undefined }>({ cube }: View, asked: Asked): Asked {
  const named = cube.pledges.find(({ employer }) => employer === asked.employer);
  return named === undefined ? asked : { ...asked, employer: named.one };
}

export async function listFindings({ db, views }: Pick<FindingsGround, 'db' | 'views'>, scope: Scope, query: z.output<typeof FindingQuery>): Promise<ListedFindings> {
  const view = await views.of(scope);
  const { page, size, ...asked } = asOne(view, query);
  return asReader(db, scope, async (transaction) => {
    const counted = await store.countStored(transaction, asked);
    const rows = await store.listStored(transaction, asked, { page, size });
    const total = asked.state === undefined ? Object.values(counted.states).reduce((sum, one) => sum + one, 0) : counted.states[asked.state];
    return { total, ...counted, madeUp: view.madeUp, rows: rows.map((row) => rowOf(view, row)) };
  });
}

/** All findings that pass the filters, for files. */
export async function allFindings({ db, views }: FindingsGround, scope: Scope, asked: store.Narrowing & { sort: string }): Promise<FindingRow[]> {
  const view = await views.of(scope);
  return (await asReader(db, scope, (transaction) => store.listStored(transaction, asOne(view, asked)))).map((row) => rowOf(view, row));
}

/** One finding with all that its page shows but the people behind it. Refuses `no-such-finding`. */
export async function findingPage({ db, clock, views }: FindingsGround, scope: Scope, id: string): Promise<FindingPage> {
  const view = await views.of(scope);
  return asReader(db, scope, async (transaction) => {
    const stored = await store.findStored(transaction, id);
    if (stored === undefined) throw noSuchFinding();
    const byWage = stored.rule === 'wages-at-minimum';
    const picture = withEmptyBands(await store.readPicture(transaction, id), byWage);
    return {
      finding: rowOf(view, stored),
      rule: ruleView(stored.rule, today(clock)),
      picture: picture.map(({ along, whole, marked }) => ({ along: byWage ? String(along) : monthText(along), whole, marked })),
      judgements: await store.listJudgements(transaction, id),
      madeUp: view.madeUp,
    };
  });
}

/** Bands of wages in which nobody stands are told too, so that the picture keeps its distances. */
function withEmptyBands(picture: readonly store.Point[], byWage: boolean): readonly store.Point[] {
  const [first, last] = [picture[0]?.along ?? 0, picture.at(-1)?.along ?? 0];
  if (!byWage || first === last) return picture;
  const known = new Map(picture.map((point) => [point.along, point]));
  return Array.from({ length: (last - first) / band + 1 }, (_, at) => first + at * band).map((along) => known.get(along) ?? { along, whole: 0, marked: 0 });
}

/**
 * The people behind a finding, for who may read persons where it lies, and findings there too: an employment centre reads persons
 * and no findings. Refuses `no-such-finding`.
 */
export async function personsBehind({ db, views, reading }: FindingsGround, actor: Actor, scope: Scope, id: string, query: z.output<typeof listPersons.query>, request: string): Promise<z.input<typeof listPersons.reply>> {
  const findings = scopeThroughTime(actor, 'read-findings');
  const found = findings && await asReader(db, findings, (transaction) => store.findStored(transaction, id));
  if (found === undefined) throw noSuchFinding();
  const { cube } = await views.of(scope);
  return readPersons(reading, scope, { actor, purpose: query.purpose, what: 'finding', subject: found.pledgeId ?? id, request }, async (transaction) => {
    if ((await store.findStored(transaction, id)) === undefined) throw noSuchFinding();
    const { total, rows } = await store.listBehind(transaction, id, query);
    const answer = {
      total,
      rows: rows.map(({ employer, other, first, last, wage, ...row }) => ({
        ...row, employer: employerName(cube, employer), other: other === null ? null : employerName(cube, other),
        first: monthText(first), last: last === null ? null : monthText(last), wage: wage === null ? null : wage / 100,
      })),
    };
    return { persons: rows.map(({ person }) => person), answer };
  });
}

/**
 * Confirms or dismisses a finding within the scope: the judgement before is superseded and stays in the ledger.
 * Refuses `no-such-finding`, `finding-gone`, `identifier-in-text`.
 */
export async function judge({ db, clock }: Pick<FindingsGround, 'db' | 'clock'>, actor: Actor, scope: Scope, id: string, { verdict, reason }: z.output<NonNullable<typeof judgeFinding.body>>): Promise<Judgement> {
  if (holdsIdentifier(reason)) throw new Refusal('identifier-in-text', 422);
  const at = clock.now();
  return asSystem(db, async (transaction) => {
    const held = await store.holdFinding(transaction, id, scope);
    if (held === undefined) throw noSuchFinding();
    if (held.gone !== null) throw new Refusal('finding-gone', 409);
    const { measured, persons } = held;
    await store.enterJudgement(transaction, id, { verdict, reason, measured, persons }, actor, at);
    await record(transaction, { actor, what: 'finding-judged', subject: id, facts: { rule: held.rule, pledge: held.pledgeId, verdict, measured, persons }, at });
    return { verdict, reason, measured, persons, at: at.toISOString(), by: actor.name, visitor: actor.kind === 'visitor' };
  });
}

/** The month of today in Kazakhstan, five hours before UTC. */
export function today(clock: Clock): string {
  return monthText(monthIndex(monthOfDay(new Date(clock.now().getTime() + 5 * 3_600_000).toISOString())));
}

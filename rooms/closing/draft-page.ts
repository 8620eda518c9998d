import type { Scope } from '#kernel/actor.ts';
import { asReader } from '#platform/access.ts';
import { actOf, countUnanswered, today } from '#oversight';
import { employerName, placeName, stampOf, type View } from '#pledges';
import type { AnswerRow, DraftPage, RegionTally } from './contract.ts';
import { draftView, getDraft } from './draft.ts';
import { endOf, type ClosingGround } from './ground.ts';
import { countAnswers, listOwn, listParties, type PartyFilter, type PartySort, type StoredParty, type Tally } from './party-store.ts';

/** The newest draft of the months through one, with what the reader may see of the answers. `speaking`: for whom he answers. Refuses `no-such-draft`. */
export async function draftPage(ground: ClosingGround, scope: Scope, speaking: Scope, through: number): Promise<DraftPage> {
  const draft = await getDraft(ground.db, through);
  const view = await ground.views.current();
  const { counted, own, unanswered } = await asReader(ground.db, scope, async (transaction) => ({
    counted: await countAnswers(transaction, draft.id),
    own: await listOwn(transaction, draft.id, speaking),
    unanswered: await countUnanswered(transaction, { through, before: endOf(draft.until) }),
  }));
  return {
    draft: draftView(draft, today(ground.clock)), stamp: stampOf(view, through), said: counted.all, regions: regionsOf(view, counted),
    own: own.map((party) => answerRow(view, party)), unanswered,
  };
}

const nobody: Tally = { asked: 0, agreed: 0, remarks: 0, contests: 0, silent: 0 };

function regionsOf({ cube }: View, { own, employers }: Awaited<ReturnType<typeof countAnswers>>): RegionTally[] {
  const regions = [...new Set([...own, ...employers].map(({ region }) => region))].toSorted((a, b) => a - b);
  return regions.map((region) => {
    const itself = own.find((one) => one.region === region);
    const { asked, agreed, remarks, contests, silent } = employers.find((one) => one.region === region) ?? nobody;
    return { place: placeName(cube, region), asked: itself !== undefined, said: itself?.outcome ?? null, employers: { asked, agreed, remarks, contests, silent } };
  });
}

/** One who was asked, with what was said last. */
function answerRow({ cube }: View, { code, pledges, outcome, remarks, answers, at, actorKind, by }: StoredParty): AnswerRow {
  return {
    party: code > 0 ? { place: placeName(cube, code), employer: null } : { place: null, employer: employerName(cube, -code) }, pledges,
    answer: outcome === null ? null : { outcome, remarks, times: answers, act: actOf({ at: at!, actorKind: actorKind!, by: by! }) },
  };
}

export type AnswersAsked = { readonly said?: PartyFilter['outcome']; readonly kind?: PartyFilter['kind']; readonly region?: string | undefined; readonly sort: string };

/** Who was asked about a draft and what each said last, as far as the reader may see. Refuses `no-such-draft`. */
export async function listAnswers(ground: ClosingGround, scope: Scope, through: number, { said, kind, region, sort }: AnswersAsked, limit?: { page: number; size: number }): Promise<{ total: number; rows: AnswerRow[] }> {
  const draft = await getDraft(ground.db, through);
  const view = await ground.views.current();
  const order = { by: sort.replace('-', '') as PartySort, descending: sort.startsWith('-') };
  const { total, rows } = await asReader(ground.db, scope, (transaction) =>
    listParties(transaction, draft.id, { outcome: said, kind, region: region === undefined ? undefined : Number(region) }, order, limit));
  return { total, rows: rows.map((party) => answerRow(view, party)) };
}

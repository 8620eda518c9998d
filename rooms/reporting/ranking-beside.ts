import type { Scope } from '#kernel/actor.ts';
import { monthIndex, type Month } from '#kernel/month.ts';
import { asReader } from '#platform/access.ts';
import { listContested, type OversightGround } from '#oversight';
import { membersOf, type Cube } from '#pledges';
import type { Ranking, RankingBeside } from './ranking-contract.ts';

/**
 * What the release does not hold and what is told to those only who may see it: for each region wholly within a scope how complete
 * the ranked month is among the workplaces of its pledges, and how many of its pledges are contested. By place code.
 */
export async function besideOf(ground: OversightGround, scope: Scope, { month, rows }: Pick<Ranking, 'month' | 'rows'>): Promise<Pick<RankingBeside, 'beside' | 'completeness'>> {
  const { cube, covers } = await ground.views.of(scope);
  const at = monthIndex(month as Month);
  const contested = new Set(await asReader(ground.db, scope, (transaction) => listContested(transaction, at)));
  const beside = Object.fromEntries(rows.filter(({ place }) => covers(Number(place.kato))).map(({ place: { kato } }) => {
    const members = membersOf(cube, { place: kato });
    return [kato, { completeness: completenessOf(cube, members, at), pledges: members.length, contested: members.filter((member) => contested.has(cube.pledges[member]!.pledgeId)).length }];
  }));
  const held = cube.completeness.get(at);
  return { beside, completeness: held === undefined || held.persons === 0 ? null : { persons: held.persons, covered: held.covered } };
}

/** Rule 13 among workplaces of pledges (rule 10): each employer's at a place once, however many pledges are there. Null when nobody was paid the month before, and for months whose figures are no longer held. */
function completenessOf(cube: Cube, members: readonly number[], month: number): RankingBeside['completeness'] {
  if (month <= cube.firstMonth || month >= cube.firstMonth + cube.months) return null;
  const workplaces = new Map(members.map((at) => [`${cube.pledges[at]!.one} ${cube.pledges[at]!.place}`, at]));
  const sum = { persons: 0, covered: 0 };
  for (const at of workplaces.values()) {
    const before = cube.figure('headcount', at, month - 1) || 0;
    sum.persons += before;
    if (cube.figure('headcount', at, month) > 0) sum.covered += before;
  }
  return sum.persons === 0 ? null : sum;
}

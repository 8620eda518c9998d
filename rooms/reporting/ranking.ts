import type { z } from 'zod';
import type { Shelf } from '#publishing';
import { jointLevel, levelOfEach, ownLevel, weightedSum, wilson, type Range } from './interval.ts';
import { ranksOf } from './rank-interval.ts';
import { rankedKinds, type getPublicRanking, type Ranking, type RegionShare } from './ranking-contract.ts';
import { sharesIn, type Kind, type Measure, type ToldShare } from './region-share.ts';

/** Pledges that are worth fewer equal ones than this are shown, not ranked. */
export const leastWorth = 5;
/** A kind is compared within regions that each have so many pledges of it, and a figure that is told. */
const leastOfKind = 2;

export type RankingQuestion = Pick<z.output<typeof getPublicRanking.query>, 'measure' | 'kind' | 'mix'>;
type Place = RegionShare['place'];
/** A region's share, what is known of it, and its interval at a level. */
type Estimate = { readonly share: number; readonly interval: (level: number) => Range };

/**
 * Regions ranked by one measure in the latest month of a release, from its rows alone (docs/ranking.md): who could recompute it
 * is everybody, and it tells nothing that the release does not.
 */
export function rankingOf({ release, rows }: Pick<Shelf, 'release' | 'rows'>, { measure, kind, mix }: RankingQuestion): Ranking {
  const month = release.months.last;
  const shareOf = sharesIn(rows, month, measure);
  const regions = rows.places.filter((row) => row['month'] === month && row['level'] === 1)
    .map((row): Place => ({ kato: String(row['place']), level: 1, names: { kk: String(row['name_kk']), ru: String(row['name_ru']), en: row['name_en'] as string | null } }));
  const told = regions.map((place) => ({ place, told: shareOf(place.kato, kind) }));
  const comparable = told.filter((one) => reasonOf(one.told) === null);
  const ranked = comparable.length < 2 ? [] : comparable;
  const strata = kind === undefined ? strataOf(ranked.map(({ place }) => place.kato), shareOf, measure) : undefined;
  const standard = mix === 'standard' && strata?.possible === true;
  const estimates = ranked.map((one): Estimate => (standard ? strata.estimate(one.place.kato) : estimateOf(one.told)));
  const ofAll = shareOf('000000000', kind);
  const joint = estimates.map(({ interval }) => interval(levelOfEach(estimates.length)));
  const ranks = ranksOf(joint);
  const first = ranked.map(({ place, told: facts }, at): RegionShare => ({
    ...factsOf(place, facts), share: estimates[at]!.share, own: estimates[at]!.interval(ownLevel), joint: joint[at]!, rank: ranks[at]!, unranked: null,
  }));
  const others = told.filter((one) => !ranked.includes(one)).map(({ place, told: facts }): RegionShare => ({
    ...factsOf(place, facts), share: facts.share ?? null, own: facts.known === undefined ? null : estimateOf(facts).interval(ownLevel), joint: null, rank: null, unranked: reasonOf(facts) ?? 'alone',
  }));
  return {
    release: { number: release.number, at: release.at, definition: release.definition, madeUp: release.madeUp }, month,
    measure, kind: kind ?? null, mix: standard ? 'standard' : 'own', levels: { own: ownLevel, joint: jointLevel }, country: ofAll.share ?? null,
    rows: [...first.toSorted((a, b) => b.share! - a.share! || (a.place.kato < b.place.kato ? -1 : 1)), ...others],
    groups: Math.max(0, ...ranks.map(({ group }) => group)),
    standard: { possible: strata?.possible ?? false, lacking: strata?.lacking ?? [] },
  };
}

function factsOf(place: Place, { jobs, of, pledges, effective }: ToldShare) {
  return { place, jobs, of, pledges, effective };
}

/** Why a share is not ranked; null when it is. Hangs on promises and on what is withheld, not on how well a region does. */
function reasonOf({ of, known, effective }: ToldShare): RegionShare['unranked'] {
  if (of === 0) return 'none';
  if (known === undefined) return 'withheld';
  return effective < leastWorth ? 'few' : null;
}

/** The interval of what a figure may be by its rounding, as wide as so few pledges make it. */
function estimateOf({ share, known, effective }: ToldShare): Estimate {
  const trials = Math.max(1, effective);
  return { share: share!, interval: (level) => ({ low: wilson(known!.low, trials, level).low, high: wilson(known!.high, trials, level).high }) };
}

/**
 * Direct standardisation: every region as if it had the country's mix of kinds. Possible when each ranked region has enough of
 * each kind that the country has; else `lacking` says of which kinds how many regions have too little.
 */
function strataOf(ranked: readonly string[], shareOf: (place: string, kind?: Kind) => ToldShare, measure: Measure) {
  const weightOf = (kind: Kind) => shareOf('000000000', kind).of ?? 0;
  const kinds = rankedKinds.filter((kind) => weightOf(kind) > 0);
  const total = kinds.reduce((sum, kind) => sum + weightOf(kind), 0);
  const enough = ({ known, pledges }: ToldShare) => known !== undefined && pledges >= leastOfKind;
  const lacking = kinds.map((kind) => ({ kind, regions: ranked.filter((place) => !enough(shareOf(place, kind))).length })).filter(({ regions }) => regions > 0);
  const all = measure === 'met' ? shareOf('000000000').of : total;
  return {
    // Pledges of projects whose kind is not held would be left out: then the mix of kinds is not the country's.
    possible: ranked.length > 0 && lacking.length === 0 && all === total,
    lacking,
    estimate(place: string): Estimate {
      const parts = kinds.map((kind) => ({ weight: weightOf(kind) / total, told: shareOf(place, kind) }));
      return {
        share: parts.reduce((sum, { weight, told }) => sum + weight * told.share!, 0),
        interval: (level) => weightedSum(parts.map(({ weight, told }) => ({ weight, share: told.known!, interval: estimateOf(told).interval(level) }))),
      };
    },
  };
}

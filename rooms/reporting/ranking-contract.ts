import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { monthShape } from '#kernel/month.ts';
import { PlaceName } from '#kernel/names.ts';

const empty = z.object({});
const month = z.string().regex(monthShape);
const share = z.number().min(0).max(1);

/** What regions are ranked by (docs/ranking.md): of the due jobs those met, and of the jobs paid a year ago those held ever since. */
export const rankingMeasures = ['met', 'held'] as const;
export const rankedKinds = ['investment', 'infrastructure', 'business', 'social'] as const;

const question = {
  measure: z.enum(rankingMeasures).default('met'),
  /** Pledges of projects of one kind only. */
  kind: z.enum(rankedKinds).optional(),
  /** `standard`: every region as if it had the country's mix of kinds, where that is possible; without a kind only. */
  mix: z.enum(['own', 'standard']).default('own'),
};

/** Why a region has no rank: nothing to be counted yet, its figure is withheld, its pledges are worth fewer than five, or no other region has a rank. */
export const unrankedReasons = ['none', 'withheld', 'few', 'alone'] as const;

export const RegionShare = z.object({
  place: PlaceName,
  /** Published figures: the jobs counted of so many; null where withheld. */
  jobs: z.int().nullable(), of: z.int().nullable(),
  /** Pledges that the figure rests on, and how many equal ones they are worth. */
  pledges: z.int(), effective: z.number(),
  share: share.nullable(),
  /** Its own interval, and the one that holds together with those of all ranked regions. */
  own: z.object({ low: share, high: share }).nullable(), joint: z.object({ low: share, high: share }).nullable(),
  /** The ranks that it may hold, and its group, counted from the best; null with the reason in `unranked`. */
  rank: z.object({ best: z.int(), worst: z.int(), group: z.int() }).nullable(),
  unranked: z.enum(unrankedReasons).nullable(),
});
export type RegionShare = z.infer<typeof RegionShare>;

const Ranking = z.object({
  release: z.object({ number: z.int(), at: z.string(), definition: z.string(), madeUp: z.boolean() }),
  month,
  measure: z.enum(rankingMeasures), kind: z.enum(rankedKinds).nullable(), mix: z.enum(['own', 'standard']),
  /** Probabilities of the own and of the joint intervals. */
  levels: z.object({ own: share, joint: share }),
  /** The share of the whole country; null where it cannot be told. */
  country: share.nullable(),
  /** Ranked regions, the greatest share first, then the others by their code. */
  rows: z.array(RegionShare),
  groups: z.int(),
  /** Whether the mix can be standardised: if not, in how many ranked regions which kinds have too little. */
  standard: z.object({ possible: z.boolean(), lacking: z.array(z.object({ kind: z.enum(rankedKinds), regions: z.int() })) }),
});
export type Ranking = z.infer<typeof Ranking>;

const asFile = { params: z.object({ format: z.enum(['csv', 'xlsx']) }), query: z.object({ ...question, language: z.enum(['kk', 'ru', 'en']).default('kk') }), reply: z.unknown() };
const fileTypes = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];

export const getPublicRanking = endpoint({
  method: 'GET', path: '/api/public/ranking', may: 'anyone', summary: 'Regions ranked by one measure, with intervals, computed from the files of the newest release alone.',
  params: empty, query: z.object(question), reply: Ranking,
});

export const exportPublicRanking = endpoint({
  method: 'GET', path: '/api/public/ranking.:format', may: 'anyone', summary: 'The same ranking as a file.', ...asFile, file: fileTypes,
});

/** Rule 13: people paid in the month before, and of them those whose employer paid anybody in the month. */
const Completeness = z.object({ persons: z.int(), covered: z.int() }).nullable();

/** What stands beside a region's rank for those who may see its figures. */
const Beside = z.object({
  /** Among the workplaces of the region's pledges. */
  completeness: Completeness,
  /** Pledges of the region, and of them those with an objection that is open or was upheld. */
  pledges: z.int(), contested: z.int(),
});

export const getRanking = endpoint({
  method: 'GET', path: '/api/ranking', may: 'read-figures', summary: 'The public ranking, with completeness and contested pledges beside the regions that one may see.',
  params: empty, query: z.object(question), reply: Ranking.extend({
    /** Of the whole country. */
    completeness: Completeness,
    /** By code of the region. */
    beside: z.record(z.string(), Beside),
  }),
});
export type RankingBeside = z.infer<typeof getRanking.reply>;

export const exportRanking = endpoint({
  method: 'GET', path: '/api/ranking.:format', may: 'read-figures', summary: 'The same as a file.', ...asFile, file: fileTypes,
});

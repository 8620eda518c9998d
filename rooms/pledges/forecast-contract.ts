import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { monthShape } from '#kernel/month.ts';

const count = z.int();
const jobs = z.number();
const month = z.string().regex(monthShape);
const share = z.number();

export const outlooks = ['on-track', 'at-risk'] as const;

/** What a pledge that is not due will be judged by in its due month: docs/forecast.md. Jobs are whole. */
export const Forecast = z.object({
  /** Null when nothing can be told; `untold` says why. */
  outlook: z.enum(outlooks).nullable(),
  expected: jobs.nullable(),
  /** Eight in ten end between the two; null when too few comparable pledges have come to their due month. */
  low: jobs.nullable(),
  high: jobs.nullable(),
  /** The due month. */
  due: month,
  /** The own pace, comparable pledges, or both. */
  basis: z.enum(['pace', 'comparables', 'pace-and-comparables']).nullable(),
  /** Comparable pledges that it was held against. */
  comparables: count,
  /** `unknown`: its base or months before are not held; `too-early`: fewer than three months of its own and fewer than fifty comparable pledges. */
  untold: z.enum(['unknown', 'too-early']).nullable(),
});
export type Forecast = z.infer<typeof Forecast>;

/** What may be asked of a list: pledges on track, at risk, or not due and not told. */
export const outlookFilter = z.enum([...outlooks, 'untold']).optional();

/** One month of what a pledge is judged by (rule 16); null when unknown. */
export const JudgedMonth = z.object({ month, provisional: z.boolean(), judged: jobs.nullable() });
export type JudgedMonth = z.infer<typeof JudgedMonth>;

/** How one way to forecast did: its mean absolute error as a share of the jobs promised, and what came of the pledges that it called at risk and on track. */
export const Score = z.object({
  error: share,
  atRisk: z.object({ notKept: count, kept: count }),
  onTrack: z.object({ kept: count, notKept: count }),
});

/** The rule, and what it is held against: as it stands, and drawn on in a straight line from the award or at the pace of the last three months. */
export const ways = ['rule', 'stays', 'line', 'pace'] as const;

export const getBackTest = endpoint({
  method: 'GET', path: '/api/forecast/back-test', may: 'read-figures',
  summary: 'How well the forecast would have done: every pledge that has since fallen due, forecast 3, 6 and 12 months before with what was known then.',
  params: z.object({}), query: z.object({}),
  reply: z.object({
    /** Version of the rule (docs/forecast.md) and of the definition of evidence. */
    version: z.string(),
    definition: z.string(),
    computedAt: z.string().nullable(),
    madeUp: z.boolean(),
    /** The months tested: from the first that is held to the last that is final; null when there is none. */
    months: z.object({ first: month, last: month }).nullable(),
    horizons: z.array(z.object({
      months: z.int(),
      /** Pledges that fell due and had been given by then; of so many of them nothing could be told. */
      pledges: count,
      untold: count,
      /** Of those with a range, how many ended inside it, and how wide it was on the mean, as a share of the jobs. */
      range: z.object({ pledges: count, inside: count, width: share }).nullable(),
      /** Null when nothing was told. */
      ways: z.object({ rule: Score, stays: Score, line: Score, pace: Score }).nullable(),
    })),
  }),
});

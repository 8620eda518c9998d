import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { EmployerName, Names, PlaceName } from '#kernel/names.ts';
import { Stamp } from '#kernel/stamp.ts';

const count = z.int();
/** Whole numbers that a register states, and their sums. */
const posts = z.number();
/** Of people; null for fewer than ten, who are counted as none. */
const people = z.int().nullable();

/** Whether there are enough people for the posts up to the end of a quarter: more posts than people, more than one post for two people, fewer. */
export const directions = ['short', 'tight', 'ample'] as const;
export type Direction = (typeof directions)[number];

export const DemandRow = z.object({
  region: PlaceName,
  /** Two digits of the classifier of occupations, one where a pledge names no more; null where it names none: then anybody will do. */
  occupation: z.string().nullable(),
  /** `YYYY-Qn` of the due day; `overdue` for what fell due before the month. */
  quarter: z.string(),
  pledges: count,
  posts,
  /** Posts of this and all earlier quarters, for the same people. */
  postsSoFar: posts,
  free: people,
  working: people,
  hired: people,
  /** Posts so far for each free person; null when nobody is free. */
  tightness: z.number().nullable(),
  direction: z.enum(directions),
});
export type DemandRow = z.infer<typeof DemandRow>;

export const PledgeDemand = z.object({
  pledgeId: z.string(),
  project: Names.nullable(),
  employer: EmployerName,
  place: PlaceName,
  dueOn: z.string(),
  occupation: z.string().nullable(),
  jobs: posts,
  /** Jobs that are still to be filled. */
  open: posts,
  /** People free for them when the pledges before it have had theirs. */
  people: z.number(),
  /** Posts for which nobody is left. */
  short: posts,
});
export type PledgeDemand = z.infer<typeof PledgeDemand>;

/** How sought the promised jobs are, as far as registers say (docs/demand.md). */
export const getDemand = endpoint({
  method: 'GET', path: '/api/demand', may: 'read-figures',
  summary: 'Promised posts that are still open by occupation, region and quarter, against the people that registers know to be free for them; and the pledges that will fail for want of people.',
  params: z.object({}),
  query: z.object({ place: z.string().regex(/^\d{9}$/).optional(), occupation: z.string().regex(/^\d{1,2}$/).optional() }),
  reply: z.object({
    /** Of the latest month with figures. */
    stamp: Stamp,
    totals: z.object({ open: posts, pledges: count, short: posts, pledgesShort: count, free: people }),
    rows: z.array(DemandRow),
    /** The pledges short of people by more than a tenth of their jobs, the first due first. */
    short: z.array(PledgeDemand),
    /** Of other people in demand: what no register says yet. */
    untold: z.array(z.enum(['vacancies', 'jobseekers', 'training'])),
  }),
});
export type Demand = z.infer<typeof getDemand.reply>;

import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { monthShape } from '#kernel/month.ts';
import { Names } from '#kernel/names.ts';
import { Stamp } from '#kernel/stamp.ts';
import { Kind } from './contract.ts';

const count = z.int();
/** Tenge, at most two decimals. */
const tenge = z.number();
const month = z.string().regex(monthShape);

/** What is told of the people on a pledge and of their jobs (docs/quality.md), in the order in which it is shown. */
export const attributes = ['qualification', 'conditions', 'hours', 'permanence', 'payment', 'youth', 'specialist', 'sex', 'residence', 'citizenship'] as const;
/** What a pledge may promise of its jobs beside their number. */
export const promises = ['young', 'qualification', 'occupation', 'permanence', 'wage'] as const;
export type Promised = (typeof promises)[number];

const Counted = z.object({
  /** As in docs/quality.md; null where no register tells it. */
  key: z.string().nullable(),
  contracted: count, paid: count,
});

/** One pledge, the pledges of one project, or those of a place that pass the filters. */
const QualityQuery = z.object({
  month: month.optional(),
  pledgeId: z.string().min(1).max(400).optional(),
  projectId: z.string().min(1).max(400).optional(),
  place: z.string().regex(/^\d{9}$/).optional(),
  sector: z.string().regex(/^[A-U]$/).optional(),
  kind: Kind.optional(),
  employer: z.coerce.number().int().optional(),
  office: z.string().max(400).optional(),
});
export type QualityQuery = z.infer<typeof QualityQuery>;

export const getQuality = endpoint({
  method: 'GET', path: '/api/quality', may: 'read-figures', summary: 'The quality of jobs of a pledge, a project or a place: who stands on contracted and paid, in what jobs, against what was promised, and wages beside those of region and sector.',
  params: z.object({}), query: QualityQuery,
  reply: z.object({
    stamp: Stamp,
    pledges: count,
    /** Persons on each rung: distinct within a pledge, summed over several. */
    people: z.object({ contracted: count, paid: count }),
    /** Ages that count as young in the month, in full years, both included. */
    young: z.object({ fromAge: count, toAge: count }),
    attributes: z.array(z.object({ attribute: z.enum(attributes), rows: z.array(Counted) })),
    /** People sent by an employment centre: no register says so yet, so it is not nought but unknown. */
    fromCentre: z.null(),
    /** What pledges promise, each only where one does. Key `meets`, `lacks`, `not-compared`; of the young `specialist`, `other`. */
    promises: z.array(z.object({
      promise: z.enum(promises),
      /** How many of the pledges promise it, and for how many jobs: of `young` those for young specialists, of the others all jobs of these pledges. */
      pledges: count, jobs: z.number(),
      rows: z.array(Counted),
    })),
    wages: z.object({
      /** Of the persons paid here, once for each employer and person (rule 12); null when nobody is. */
      median: tenge.nullable(), people: count,
      /** Of everybody paid by another in the country, the region, the section; a median of fewer than ten people is withheld. */
      beside: z.array(z.object({ part: z.enum(['country', 'region', 'section']), key: z.string(), names: Names.nullable(), median: tenge.nullable(), people: count })),
    }),
  }),
});

export const exportQuality = endpoint({
  method: 'GET', path: '/api/quality.:format', may: 'read-figures', summary: 'The same counts as a file.',
  params: z.object({ format: z.enum(['csv', 'xlsx']) }), query: QualityQuery.extend({ language: z.enum(['kk', 'ru', 'en']).default('kk') }),
  reply: z.unknown(), file: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
});

import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { monthShape } from '#kernel/month.ts';
import { EmployerName, Names, PlaceName } from '#kernel/names.ts';
import { purposes } from '#kernel/purpose.ts';
import { Stamp } from '#kernel/stamp.ts';

const count = z.int();
const day = z.string();
const month = z.string().regex(monthShape);
const paging = { page: z.coerce.number().int().min(1).max(100_000).default(1), size: z.coerce.number().int().min(1).max(100).default(50) };

/** Why somebody near a pledge stands where he stands, in the order of docs/reconciliation.md: the first that holds is his. */
export const reasons = [
  'counts', 'refunded', 'no-contribution', 'absent', 'exempt', 'ended', 'no-contract', 'workplace', 'project-not-named', 'participation', 'before-award',
  'other-pledge', 'other-project', 'occupation', 'qualification', 'not-permanent', 'existing',
] as const;
export type Reason = (typeof reasons)[number];

/** The register in which a row is corrected that gives the reason; no entry where there is nothing to correct. */
export const correctedIn: { readonly [reason in Reason]?: 'bank' | 'contracts' | 'projects' } = {
  refunded: 'bank', 'no-contribution': 'bank', ended: 'contracts', 'no-contract': 'contracts', workplace: 'contracts', 'project-not-named': 'contracts', participation: 'projects',
  'before-award': 'contracts', 'other-project': 'contracts', occupation: 'contracts', qualification: 'contracts', 'not-permanent': 'contracts',
};

/** The people who make up base and net (rule 10), in the order of docs/reconciliation.md. */
export const parts = ['stayed', 'moved', 'gone', 'counts', 'came', 'participant'] as const;
export type Part = (typeof parts)[number];

/** People by reason, every reason named; `paid` are those who count. */
const ByReason = z.record(z.enum(reasons), count);

/** A pledge with its rungs, and everybody near it by reason. */
export const Sheet = z.object({
  pledgeId: z.string(), project: Names.nullable(), employer: EmployerName, place: PlaceName, jobs: z.number(), awardedOn: day,
  /** What the employer reported for the month; null when nothing. */
  reported: z.number().nullable(),
  contracted: count, paid: count, held3: count, base: count.nullable(), net: count.nullable(), credited: count.nullable(), headcount: count,
  near: count, byReason: ByReason,
  /** Reported less everybody near: jobs for which no register knows anybody, or, below zero, people who were not reported. Null without a report. */
  notFound: z.number().nullable(),
});
export type Sheet = z.infer<typeof Sheet>;

export const getReconciliation = endpoint({
  method: 'GET', path: '/api/pledges/:pledgeId/reconciliation', may: 'read-figures', summary: 'What the employer reported of a pledge against what is evidenced, explained by reason without a remainder; base and net by their people.',
  params: z.object({ pledgeId: z.string().min(1).max(400) }), query: z.object({ month: month.optional() }),
  reply: z.object({
    stamp: Stamp, sheet: Sheet,
    /** The day on which contributions for the month were due. */
    dueDay: day,
    baseMonth: month.nullable(),
    parts: z.array(z.object({ part: z.enum(parts), people: count, /** Of them those whom another pledge of the employer counts. */ onOtherPledge: count })),
  }),
});
export type Reconciliation = z.infer<typeof getReconciliation.reply>;

export const exportReconciliation = endpoint({
  method: 'GET', path: '/api/pledges/:pledgeId/reconciliation.:format', may: 'read-figures', summary: 'The bridge of a pledge as a file.',
  params: z.object({ pledgeId: z.string().min(1).max(400), format: z.enum(['csv', 'xlsx']) }), query: z.object({ month: month.optional(), language: z.enum(['kk', 'ru', 'en']).default('kk') }),
  reply: z.unknown(), file: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
});

export const NearRow = z.object({
  person: count, reason: z.enum(reasons), employer: EmployerName, participant: z.boolean(), otherPledge: z.string().nullable(),
  contracts: z.array(z.object({ reference: z.string(), startsOn: day, endsOn: day.nullable(), workplace: PlaceName })),
  payments: z.array(z.object({ reference: z.string(), period: month, paidOn: day, daysLate: count })),
});
export type NearRow = z.infer<typeof NearRow>;

/** `withheld` counts the rows that the reader may not see. */
export const listNear = endpoint({
  method: 'GET', path: '/api/pledges/:pledgeId/reconciliation/people', may: 'read-persons', summary: 'The people near a pledge by reason, each named by contract numbers and payment references. The reading is recorded.',
  params: z.object({ pledgeId: z.string().min(1).max(400) }), query: z.object({ purpose: z.enum(purposes), month: month.optional(), reason: z.enum(reasons).optional(), ...paging }),
  reply: z.object({ stamp: Stamp, total: count, withheld: count, rows: z.array(NearRow) }),
});

export const BaseRow = z.object({ person: count, part: z.enum(parts), otherPledge: z.string().nullable(), contracts: z.array(z.string()), payments: z.array(z.string()) });
export type BaseRow = z.infer<typeof BaseRow>;

export const listBasePeople = endpoint({
  method: 'GET', path: '/api/pledges/:pledgeId/reconciliation/base', may: 'read-persons', summary: 'The people who make up base and net of a pledge. The reading is recorded.',
  params: z.object({ pledgeId: z.string().min(1).max(400) }), query: z.object({ purpose: z.enum(purposes), month: month.optional(), part: z.enum(parts).optional(), ...paging }),
  reply: z.object({ stamp: Stamp, total: count, withheld: count, rows: z.array(BaseRow) }),
});

/** Sort keys; a leading minus means descending. Pledges without a report come last where it is asked for. */
export const sheetSorts = ['pledgeId', 'reported', 'contracted', 'paid', 'held3', 'credited', 'near', 'gap', 'notFound'] as const;

const tableQuery = { month: month.optional(), employer: z.coerce.number().int().min(1).max(2_147_483_647).optional(), place: z.string().regex(/^\d{9}$/).optional(),
  sort: z.enum(sheetSorts.flatMap((key) => [key, `-${key}`])).default('-gap'),
};

export const getReconciliationTable = endpoint({
  method: 'GET', path: '/api/reconciliation', may: 'read-figures', summary: 'The same for every pledge of an employer or a place, with the sum of the bridge.',
  params: z.object({}), query: z.object({ ...tableQuery, ...paging }),
  reply: z.object({
    stamp: Stamp, place: PlaceName, employer: EmployerName.nullable(), total: count, rows: z.array(Sheet),
    /** The bridge over the pledges with a report; `unreported` are those without. */
    sum: z.object({ pledges: count, unreported: count, reported: z.number(), paid: count, near: count, notFound: z.number(), byReason: ByReason }),
  }),
});
export type ReconciliationTable = z.infer<typeof getReconciliationTable.reply>;

export const exportReconciliationTable = endpoint({
  method: 'GET', path: '/api/reconciliation.:format', may: 'read-figures', summary: 'The same table as a file.',
  params: z.object({ format: z.enum(['csv', 'xlsx']) }), query: z.object({ ...tableQuery, language: z.enum(['kk', 'ru', 'en']).default('kk') }),
  reply: z.unknown(), file: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
});

import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { monthShape } from '#kernel/month.ts';
import { Stamp } from '#kernel/stamp.ts';

const month = z.string().regex(monthShape);
/** Tenge, at most two decimals. */
const tenge = z.number();
const project = z.object({ projectId: z.string().min(1).max(400) });

/** The readings of the thirty-per-cent rule, in the order in which rule 14 names them. */
export const readings = ['operation', 'all-phases', 'with-contributions', 'annual'] as const;

/** One month of the clock; the sums are from the beginning through it. */
export const ClockMonth = z.object({
  month, invested: tenge, wages: tenge, operation: tenge, withContributions: tenge,
  investedSoFar: tenge, wagesSoFar: tenge, operationSoFar: tenge, withContributionsSoFar: tenge,
});
export type ClockMonth = z.infer<typeof ClockMonth>;

/** Wages on a project's pledges against its investment, under four named readings (rule 14). No law says which is meant: none judges. */
export const getWageClock = endpoint({
  method: 'GET', path: '/api/projects/:projectId/wage-clock', may: 'read-figures', summary: 'The wage clock of one project: wages against investment under four named readings, month by month, and the pace needed for thirty per cent.',
  params: project, query: z.object({ month: month.optional() }),
  reply: z.object({
    stamp: Stamp,
    projectId: z.string(),
    /** False when the project has pledges outside of what the reader may see: then wages are those of the pledges he sees, and no share is told. */
    complete: z.boolean(),
    /** Of the whole project, as promised. */
    investment: tenge,
    endsOn: z.string().nullable(),
    /** The employer's contributions in force in the month looked at, as shares of the wage. */
    rates: z.array(z.object({ code: z.string(), rate: z.number() })),
    readings: z.array(z.object({
      reading: z.enum(readings),
      /** What is divided, and by what. */
      part: tenge, whole: tenge,
      /** Six decimals, rounded half up; null with the reason why it cannot be told. */
      share: z.number().nullable(),
      reaches: z.boolean().nullable(),
      why: z.enum(['nothing-invested', 'no-investment', 'partly-seen']).nullable(),
    })),
    pace: z.object({
      /** Wages of the month looked at. */
      present: tenge,
      /** A month, on average, from the month after through that of `endsOn`; below 0 where thirty per cent are earned already; null with the reason. */
      needed: tenge.nullable(), monthsLeft: z.int().nullable(),
      why: z.enum(['no-end', 'ended', 'partly-seen']).nullable(),
    }),
    months: z.array(ClockMonth),
  }),
});

export const exportWageClock = endpoint({
  method: 'GET', path: '/api/projects/:projectId/wage-clock.:format', may: 'read-figures', summary: 'The months of the wage clock of one project as a file.',
  params: project.extend({ format: z.enum(['csv', 'json']) }), query: z.object({ month: month.optional(), language: z.enum(['kk', 'ru', 'en']).default('kk') }),
  reply: z.unknown(), file: ['text/csv', 'application/json'],
});

import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';

const field = z.string().max(400);

/** What became of one relation. */
const Finding = z.object({
  relation: z.string(), verdict: z.enum(['holds', 'contradicts', 'incomparable']),
  /** Between what the operands put the result; null is no bound. */
  low: z.number().nullable(), high: z.number().nullable(),
  printed: z.string(), why: z.string(),
});

export const checkFigures = endpoint({
  method: 'POST', path: '/api/contradictions', may: 'read-figures', summary: 'Holds figures as printed against each other, each with the rounding it is printed in; nothing is kept.',
  params: z.object({}), query: z.object({}),
  body: z.object({
    figures: z.array(z.object({ id: field, text: field, population: field, period: field, place: field, source: field })).max(2000),
    relations: z.array(z.object({ id: field, kind: field, result: field, operands: z.string().max(10_000) })).max(2000),
  }),
  reply: z.object({ findings: z.array(Finding) }),
});
export type Findings = z.infer<typeof checkFigures.reply>['findings'];

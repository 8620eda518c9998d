import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';

/** What an akim needs to know of his place this week, on one page (docs/weekly-sheet.md). */
export const getWeeklySheet = endpoint({
  method: 'GET', path: '/api/weekly-sheet.:format', may: 'read-figures',
  summary: 'The weekly sheet of a place, in a language: what falls due, what is at risk, what was lost, what was ordered and what is late. One page as PDF, all rows as XLSX.',
  params: z.object({ format: z.enum(['pdf', 'xlsx']) }),
  /** Without a place: the one that the reader's scope consists of, else all that he may see. */
  query: z.object({ place: z.string().regex(/^\d{9}$/).optional(), language: z.enum(['kk', 'ru', 'en']).default('kk') }),
  reply: z.unknown(), file: ['application/pdf', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
});

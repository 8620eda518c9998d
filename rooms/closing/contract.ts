import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { monthShape } from '#kernel/month.ts';

export const listMonths = endpoint({
  method: 'GET', path: '/api/months', may: 'read-figures', summary: 'The months through which figures are computed, and through which one they are frozen.',
  params: z.object({}), query: z.object({}), reply: z.object({ frozenThrough: z.string().regex(monthShape).nullable() }),
});

import { z } from 'zod';
import { monthShape } from './month.ts';

/** What every figure says of itself: month, whether it can still change, completeness (rule 13) and the version of the definition. */
export const Stamp = z.object({
  month: z.string().regex(monthShape),
  /** True until the end of the second month after `month` (rule 13). */
  provisional: z.boolean(),
  /** Of the persons paid in the month before, those whose employer paid anybody in this one; null when nobody was paid before. */
  completeness: z.object({ persons: z.int(), covered: z.int() }).nullable(),
  definition: z.string(),
  /** When the figures were last computed, ISO instant, and after which import. */
  computedAt: z.string().nullable(),
  madeUp: z.boolean(),
});
export type Stamp = z.infer<typeof Stamp>;

import { z } from 'zod';

/** A name in the three languages of the interface; English may be missing and falls back to Russian. */
export const Names = z.object({ kk: z.string(), ru: z.string(), en: z.string().nullable() });
export type Names = z.infer<typeof Names>;

/** A place by its nine digits, its level (0 the country … 5 below a village), and its names. */
export const PlaceName = z.object({ kato: z.string().regex(/^\d{9}$/), level: z.int().min(0).max(5), names: Names });
export type PlaceName = z.infer<typeof PlaceName>;

/** An employer by our own number; `name` is as registered, null when no `employers` row is held. Sole entrepreneurs are named only by number. */
export const EmployerName = z.object({ number: z.int(), name: z.string().nullable() });
export type EmployerName = z.infer<typeof EmployerName>;

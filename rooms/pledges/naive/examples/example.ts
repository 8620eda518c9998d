import type { Country } from '../columns.ts';
import type { EvidenceRow } from '../reading.ts';

/**
 * Rows so few that a reader can work the figures out from the text of the rules. `expected` holds, for each pledge in
 * order of its id, the columns that the example is about. `builtIn` of `rows.ts` are the places known without rows.
 */
export type Example = { rule: number; title: string; country: Country; month: string; expected: readonly Partial<EvidenceRow>[] };

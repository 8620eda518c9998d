import type { ObjectionRow } from './contract.ts';
import { named, writeCsv, writeXlsx, type Cell, type Language } from './file-table.ts';
import en from './words/en.json' with { type: 'json' };
import kk from './words/kk.json' with { type: 'json' };
import ru from './words/ru.json' with { type: 'json' };

/** The words of `objection.column.${column}` and those of the pages. */
const words = { kk, ru, en } as const;

const columns = ['id', 'state', 'pledge', 'project', 'place', 'month', 'figure', 'reason', 'rows', 'for', 'by', 'at', 'answer', 'answeredBy', 'answeredAt', 'importId'] as const;

/** Objections as rows of a file, heads first, in a language. */
function cellsOf(rows: readonly ObjectionRow[], language: Language): Cell[][] {
  const { objection: { column, figure, register, wrong, outcome, open }, order: { employerNumber }, visitor } = words[language];
  const who = ({ by, visitor: isVisitor }: ObjectionRow['act']) => (isVisitor ? visitor : by);
  return [columns.map((one) => column[one]), ...rows.map(({ answer, employer, ...row }) => [
    row.id, answer === null ? open : outcome[answer.outcome], row.pledgeId, named(row.project, language), named(row.place?.names, language), row.month, figure[row.figure], row.reason,
    row.rows.map((one) => `${register[one.register]} ${one.reference}: ${wrong[one.wrong]}`).join('; '),
    employer === null ? '' : employer.name ?? employerNumber.replace('{{n}}', String(employer.number)), who(row.act), row.act.at,
    answer?.text ?? '', answer === null ? '' : who(answer.act), answer?.act.at ?? '', answer?.importId ?? '',
  ])];
}

export function objectionsCsv(rows: readonly ObjectionRow[], language: Language): string {
  return writeCsv(cellsOf(rows, language));
}

export function objectionsXlsx(rows: readonly ObjectionRow[], language: Language): Promise<Buffer> {
  return writeXlsx(cellsOf(rows, language));
}

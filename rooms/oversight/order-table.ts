import type { OrderRow } from './contract.ts';
import { named, writeCsv, writeXlsx, type Cell, type Language } from './file-table.ts';
import en from './words/en.json' with { type: 'json' };
import kk from './words/kk.json' with { type: 'json' };
import ru from './words/ru.json' with { type: 'json' };

/** The words of `order.file.${column}` and those of the pages. */
const words = { kk, ru, en } as const;

const columns = ['id', 'state', 'overdue', 'dueOn', 'from', 'to', 'subject', 'wording', 'at'] as const;

/** Orders as rows of a file, heads first, in a language. */
function cellsOf(rows: readonly OrderRow[], language: Language): Cell[][] {
  const { order: { file, state, overdueNow, employerNumber } } = words[language];
  return [columns.map((column) => file[column]), ...rows.map((row) => [
    row.id, state[row.state], row.overdue ? overdueNow : '', row.dueOn, named(row.from.place.names, language),
    row.to.place === null ? row.to.employer?.name ?? employerNumber.replace('{{n}}', String(row.to.employer?.number ?? '')) : named(row.to.place.names, language),
    row.subject === null ? '' : named(row.subject.names, language) || row.subject.id, row.wording, row.act.at,
  ])];
}

export function ordersCsv(rows: readonly OrderRow[], language: Language): string {
  return writeCsv(cellsOf(rows, language));
}

export function ordersXlsx(rows: readonly OrderRow[], language: Language): Promise<Buffer> {
  return writeXlsx(cellsOf(rows, language));
}

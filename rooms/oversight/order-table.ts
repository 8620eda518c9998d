import { stringify } from 'csv-stringify/sync';
import type { OrderRow } from './contract.ts';
import en from './words/en.json' with { type: 'json' };
import kk from './words/kk.json' with { type: 'json' };
import ru from './words/ru.json' with { type: 'json' };

export type Language = 'kk' | 'ru' | 'en';
/** The words of `order.file.${column}` and those of the pages. */
const words = { kk, ru, en } as const;

type Cell = string | number;

const columns = ['id', 'state', 'overdue', 'dueOn', 'from', 'to', 'subject', 'wording', 'at'] as const;

/** Orders as rows of a file, heads first, in a language. */
function cellsOf(rows: readonly OrderRow[], language: Language): Cell[][] {
  const { order: { file, state, overdueNow, employerNumber } } = words[language];
  const named = (names: { kk: string; ru: string; en: string | null } | null | undefined) => (names == null ? '' : names[language] ?? names.ru);
  return [columns.map((column) => file[column]), ...rows.map((row) => [
    row.id, state[row.state], row.overdue ? overdueNow : '', row.dueOn, named(row.from.place.names),
    row.to.place === null ? row.to.employer?.name ?? employerNumber.replace('{{n}}', String(row.to.employer?.number ?? '')) : named(row.to.place.names),
    row.subject === null ? '' : named(row.subject.names) || row.subject.id, row.wording, row.act.at,
  ])];
}

/** CSV with a BOM, so that spreadsheets read Kazakh, and with texts that begin like formulas disarmed. */
export function ordersCsv(rows: readonly OrderRow[], language: Language): string {
  return stringify(cellsOf(rows, language), { bom: true, escape_formulas: true, record_delimiter: '\r\n' });
}

export async function ordersXlsx(rows: readonly OrderRow[], language: Language): Promise<Buffer> {
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const table = cellsOf(rows, language).map((cells, at) => cells.map((value) =>
    (typeof value === 'number' ? { type: Number, value } : { type: String, value, ...(at === 0 ? { fontWeight: 'bold' as const } : {}) })));
  return writeExcelFile(table, { stickyRowsCount: 1 }).toBuffer();
}

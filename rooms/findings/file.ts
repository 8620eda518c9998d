import { stringify } from 'csv-stringify/sync';
import type { FindingRow } from './contract.ts';
import en from './words/en.json' with { type: 'json' };
import kk from './words/kk.json' with { type: 'json' };
import ru from './words/ru.json' with { type: 'json' };

export type Language = 'kk' | 'ru' | 'en';
const words = { kk, ru, en } as const;

type Cell = string | number;

/** Findings as rows of a file in a language, heads first. Nothing in them is about a person. */
function cellsOf(rows: readonly FindingRow[], language: Language): Cell[][] {
  const { column, rule, state, employerNumber } = words[language];
  const named = (names: { kk: string; ru: string; en: string | null } | null | undefined) => (names == null ? '' : names[language] ?? names.ru);
  const heads = [column.rule, column.state, column.pledge, column.project, column.employer, column.place, column.first, column.last,
    column.measured, column.threshold, column.persons, column.jobs, column.foundAt, column.reason, column.by];
  return [heads, ...rows.map((row) => [
    rule[row.rule].name, state[row.state], row.pledge?.pledgeId ?? '', named(row.pledge?.project),
    row.employer.name ?? employerNumber.replace('{{n}}', String(row.employer.number)), named(row.place.names), row.first, row.last,
    row.measured, row.threshold, row.persons, row.jobs, row.foundAt.slice(0, 10), row.judgement?.reason ?? '', row.judgement?.by ?? '',
  ])];
}

/** CSV with a BOM, so that spreadsheets read Kazakh, and with texts that begin like formulas disarmed. */
export function findingsCsv(rows: readonly FindingRow[], language: Language): string {
  return stringify(cellsOf(rows, language), { bom: true, escape_formulas: true, record_delimiter: '\r\n' });
}

export async function findingsXlsx(rows: readonly FindingRow[], language: Language): Promise<Buffer> {
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const table = cellsOf(rows, language).map((cells, at) => cells.map((value) =>
    (typeof value === 'number' ? { type: Number, value } : { type: String, value, ...(at === 0 ? { fontWeight: 'bold' as const } : {}) })));
  return writeExcelFile(table, { stickyRowsCount: 1 }).toBuffer();
}

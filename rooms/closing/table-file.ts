import { stringify } from 'csv-stringify/sync';
import { figureColumns, type AnswerRow, type FigureRow } from './contract.ts';
import en from './words/en.json' with { type: 'json' };
import kk from './words/kk.json' with { type: 'json' };
import ru from './words/ru.json' with { type: 'json' };

type Language = 'kk' | 'ru' | 'en';
type Cell = string | number | null;
const words = { kk, ru, en } as const;

const named = (names: { kk: string; ru: string; en: string | null } | undefined, language: Language) => (names === undefined ? '' : names[language] ?? names.ru);
const employer = (one: { number: number; name: string | null }, language: Language) => one.name ?? words[language].employerNumber.replace('{{n}}', String(one.number));

/** Answers as rows of a file in a language, heads first. */
export function answerCells(rows: readonly AnswerRow[], language: Language): Cell[][] {
  const { answers: { column }, said } = words[language];
  return [[column.party, column.said, column.remarks, column.pledges, column.at, column.by], ...rows.map(({ party, pledges, answer }) => [
    party.employer === null ? named(party.place?.names, language) : employer(party.employer, language), said[answer?.outcome ?? 'silent'], answer?.remarks ?? '', pledges, answer?.act.at ?? '', answer?.act.by ?? '',
  ])];
}

/** Figures as rows of a file in a language, heads first; those beside stand in columns of their own. */
export function figureCells(rows: readonly FigureRow[], frozen: boolean, language: Language): Cell[][] {
  const { figures: { column } } = words[language];
  const heads = figureColumns.map((one) => column[one]);
  return [[column.pledgeId, column.employer, column.place, ...heads, ...heads.map((head) => `${head}, ${frozen ? column.now : column.atOpening}`)], ...rows.map((row) => [
    row.pledgeId, employer(row.employer, language), named(row.place.names, language), ...figureColumns.map((one) => row.figures?.[one] ?? null), ...figureColumns.map((one) => (row.changed ? row.other?.[one] ?? null : null)),
  ])];
}

/** CSV with a BOM, so that spreadsheets read Kazakh, and with texts that begin like formulas disarmed; or a workbook. */
export async function tableFile(name: string, format: 'csv' | 'xlsx', cells: readonly (readonly Cell[])[]): Promise<{ name: string; type: string; body: string | Buffer }> {
  if (format === 'csv') return { name: `${name}.csv`, type: 'text/csv; charset=utf-8', body: stringify([...cells], { bom: true, escape_formulas: true, record_delimiter: '\r\n' }) };
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const table = cells.map((row, at) => row.map((value) => (value === null ? null : typeof value === 'number' ? { type: Number, value } : { type: String, value, ...(at === 0 ? { fontWeight: 'bold' as const } : {}) })));
  return { name: `${name}.xlsx`, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', body: await writeExcelFile(table, { stickyRowsCount: 1 }).toBuffer() };
}

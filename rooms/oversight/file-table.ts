import { stringify } from 'csv-stringify/sync';

export type Language = 'kk' | 'ru' | 'en';
export type Cell = string | number;

/** A name in a language, in Russian where it has none; nothing of nothing. */
export function named(names: { readonly kk: string; readonly ru: string; readonly en: string | null } | null | undefined, language: Language): string {
  return names == null ? '' : names[language] ?? names.ru;
}

/** CSV with a BOM, so that spreadsheets read Kazakh, and with texts that begin like formulas disarmed. Heads first. */
export function writeCsv(rows: readonly Cell[][]): string {
  return stringify([...rows], { bom: true, escape_formulas: true, record_delimiter: '\r\n' });
}

export async function writeXlsx(rows: readonly Cell[][]): Promise<Buffer> {
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const table = rows.map((cells, at) => cells.map((value) =>
    (typeof value === 'number' ? { type: Number, value } : { type: String, value, ...(at === 0 ? { fontWeight: 'bold' as const } : {}) })));
  return writeExcelFile(table, { stickyRowsCount: 1 }).toBuffer();
}

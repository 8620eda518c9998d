import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { formatCount, type Language } from '#kernel/format.ts';
import { writePdf } from '#platform/pdf.ts';
import type { SheetCell, SheetTable, SheetText } from './sheet-table.ts';

/** So many rows of each table fit on the one page; the workbook has them all. */
const rowsOnPage = 4;
/** Longer texts would break a row into three lines: of two wide columns, or of one. */
const longest = { two: 38, one: 100 };

const shortened = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** The sheet on one page of A4. */
export function sheetPdf(text: SheetText, language: Language, at: Date): Promise<Buffer> {
  const content: Content[] = [
    { text: text.title, fontSize: 15, bold: true, margin: [0, 0, 0, 8] },
    { columns: text.facts.map(([name, value]) => ({ stack: [{ text: name, fontSize: 7 }, { text: value, fontSize: 13, bold: true }] })), columnGap: 8, margin: [0, 0, 0, 4] },
    ...(text.rank === null ? [] : [{ text: text.rank, margin: [0, 2, 0, 0] as [number, number, number, number] }]),
    ...text.tables.flatMap((table) => printed(table, text.more, language)),
    ...text.foot.map((line): Content => ({ text: line, fontSize: 7, margin: [0, 6, 0, 0] })),
  ];
  return writePdf({ pageSize: 'A4', pageMargins: [32, 24, 32, 18], defaultStyle: { fontSize: 7, lineHeight: 1.05 }, content }, { title: text.title, language, at });
}

function printed({ title, heads, rows, none }: SheetTable, more: SheetText['more'], language: Language): Content[] {
  const heading: Content = { text: title, bold: true, fontSize: 9.5, margin: [0, 8, 0, 1] };
  if (rows.length === 0) return [heading, { text: none }];
  const shown = rows.slice(0, rowsOnPage);
  const most = typeof shown[0]![0] === 'number' ? longest.one : longest.two;
  const isNumber = heads.map((_, at) => shown.some((row) => typeof row[at] === 'number') && at > 0);
  const cell = (value: SheetCell, at: number): TableCell => ({ text: value === null ? '–' : typeof value === 'number' ? formatCount(value, language) : shortened(value, most), ...(isNumber[at] ? { alignment: 'right' as const } : {}) });
  return [
    heading,
    {
      layout: { hLineWidth: (at) => (at === 1 ? 0.8 : at === 0 ? 0 : 0.3), vLineWidth: () => 0, paddingTop: () => 1.5, paddingBottom: () => 1.5, paddingLeft: () => 0, paddingRight: () => 6 },
      table: { headerRows: 1, dontBreakRows: true, widths: heads.map((_, at) => (isNumber[at] ? 46 : at < 2 && typeof shown[0]![at] !== 'number' ? '*' : 'auto')), body: [heads.map((head, at) => ({ text: head, bold: true, ...(isNumber[at] ? { alignment: 'right' as const } : {}) })), ...shown.map((row) => row.map(cell))] },
    },
    ...(rows.length > shown.length ? [{ text: more(rows.length - shown.length), margin: [0, 2, 0, 0] as [number, number, number, number] }] : []),
  ];
}

/** All rows as a workbook of one sheet, part under part. */
export async function sheetXlsx(text: SheetText): Promise<Buffer> {
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const cell = (value: SheetCell) => (value === null ? null : typeof value === 'number' ? { type: Number, value } : { type: String, value });
  const bold = (value: string) => ({ type: String, value, fontWeight: 'bold' as const });
  return writeExcelFile([
    [bold(text.title)], [],
    ...text.facts.map(([name, value]) => [cell(name), bold(value)]), ...(text.rank === null ? [] : [[cell(text.rank)]]), [],
    ...text.tables.flatMap(({ title, heads, rows, none }) => [[bold(title)], ...(rows.length === 0 ? [[cell(none)]] : [heads.map(bold), ...rows.map((row) => row.map(cell))]), []]),
    ...text.foot.map((line) => [cell(line)]),
  ]).toBuffer();
}

import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { formatCount, type Language } from '#kernel/format.ts';
import { writePdf } from '#platform/pdf.ts';
import type { SheetCell, SheetTable, SheetText } from './sheet-table.ts';

/** So many rows fit on the one page, and so many of each part are shown at least; the workbook has them all. */
const rowsOnPage = 20;
const rowsOfPart = 4;
/** Of so few rows in all, texts may be longer. */
const fewRows = 12;
/** Longer texts would break a row into three lines: in one of two wide columns, in the only one, in a narrow one. */
const longest = { two: 54, one: 125, narrow: 36 };

const ink = '#16211f';
const soft = '#56656a';
const line = '#c9d2d1';

/** A text cut at a word, as long as it may be. */
function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2)).replace(/[\s,.;]+$/, '')}…`;
}

/** How many rows of each part are printed: what a short one leaves goes to those after it that have more. */
export function rowsShown(rows: readonly number[]): number[] {
  const shown = rows.map((count) => Math.min(count, rowsOfPart));
  let left = rowsOnPage - shown.reduce((sum, count) => sum + count, 0);
  return shown.map((count, at) => {
    const more = Math.min(left, rows[at]! - count);
    left -= more;
    return count + more;
  });
}

/** The sheet on one page of A4. */
export function sheetPdf(text: SheetText, language: Language, at: Date): Promise<Buffer> {
  const shown = rowsShown(text.tables.map(({ rows }) => rows.length));
  const roomy = shown.reduce((sum, count) => sum + count, 0) <= fewRows;
  const content: Content[] = [
    { text: text.title, fontSize: 15, bold: true, margin: [0, 0, 0, 8] },
    facts(text),
    ...(text.rank === null ? [] : [{ text: text.rank, margin: [0, 2, 0, 0] as [number, number, number, number] }]),
    ...text.tables.flatMap((table, part) => printed(table, shown[part]!, { more: text.more, language, times: roomy ? 3 : 1 })),
    ...text.foot.map((said, first): Content => ({ text: said, fontSize: 7, color: soft, margin: [0, first === 0 ? 10 : 1, 0, 0] })),
  ];
  return writePdf({ pageSize: 'A4', pageMargins: [32, 24, 32, 18], defaultStyle: { fontSize: 7, lineHeight: 1.05, color: ink }, content }, { title: text.title, language, at });
}

/** The figures on top, their names above them on one line. */
function facts({ facts: told }: SheetText): Content {
  return {
    layout: { hLineWidth: () => 0, vLineWidth: () => 0, paddingTop: () => 0, paddingBottom: () => 0, paddingLeft: () => 0, paddingRight: () => 24 }, margin: [0, 0, 0, 2],
    table: { widths: told.map(() => 'auto'), body: [told.map(([name]): TableCell => ({ text: name, color: soft, verticalAlignment: 'bottom' })), told.map(([, value]): TableCell => ({ text: value, fontSize: 13, bold: true }))] },
  };
}

/** Widths of the columns: names share what is left, places and days have theirs, so that columns stand under one another from part to part. */
function widthsOf(heads: readonly string[], isNumber: readonly boolean[], ofOrders: boolean): (number | '*' | 'auto')[] {
  if (ofOrders) return [18, '*', 84, 42, 58];
  return heads.map((_, at) => (isNumber[at] ? 40 : at < 2 ? '*' : at === 2 ? 84 : 42));
}

function printed({ title, heads, rows, none }: SheetTable, count: number, { more, language, times }: { more: SheetText['more']; language: Language; times: number }): Content[] {
  const heading: Content = { text: title, bold: true, fontSize: 9.5, margin: [0, 7, 0, 1] };
  if (rows.length === 0) return [heading, { text: none, color: soft }];
  const shown = rows.slice(0, count);
  const ofOrders = typeof shown[0]![0] === 'number';
  const mostOf = (at: number) => times * (at > 1 ? longest.narrow : ofOrders ? longest.one : longest.two);
  const isNumber = heads.map((_, at) => shown.some((row) => typeof row[at] === 'number') && at > 0);
  const aligned = (at: number) => (isNumber[at] ? { alignment: 'right' as const } : {});
  const cell = (value: SheetCell, at: number): TableCell => ({ text: value === null ? '–' : typeof value === 'number' ? formatCount(value, language) : shortened(value, mostOf(at)), ...aligned(at) });
  return [
    heading,
    {
      layout: { hLineWidth: (at) => (at === 0 ? 0 : 0.5), hLineColor: (at) => (at === 1 ? ink : line), vLineWidth: () => 0, paddingTop: () => 1.1, paddingBottom: () => 1, paddingLeft: () => 0, paddingRight: () => 6 },
      table: { headerRows: 1, dontBreakRows: true, widths: widthsOf(heads, isNumber, ofOrders), body: [heads.map((head, at) => ({ text: head, color: soft, ...aligned(at) })), ...shown.map((row) => row.map(cell))] },
    },
    ...(rows.length > shown.length ? [{ text: more(rows.length - shown.length), color: soft, margin: [0, 2, 0, 0] as [number, number, number, number] }] : []),
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

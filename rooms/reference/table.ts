import { readFileSync } from 'node:fs';

/** One row of a table: every column is present, an empty field is the empty text. */
export type Row<Column extends string> = Readonly<Record<Column, string>>;

/**
 * Reads text in the simple CSV of `data/`: UTF-8, commas, LF, a header, quotes around what holds a comma or a quote.
 * The header must be exactly `columns`: a table and its reader change together. It is no reader for foreign files.
 */
export function parseTable<const Column extends string>(text: string, columns: readonly Column[]): Row<Column>[] {
  const [header, ...lines] = parseLines(text);
  if (header?.join() !== columns.join()) throw new Error(`expected the columns ${columns.join()}, found ${header?.join()}`);
  return lines.map((fields, at) => {
    if (fields.length !== columns.length) throw new Error(`row ${at + 1} has ${fields.length} fields instead of ${columns.length}`);
    return Object.fromEntries(columns.map((column, place) => [column, fields[place]])) as Row<Column>;
  });
}

/** Reads `data/NAME.csv` of this room. */
export function readTable<const Column extends string>(name: string, columns: readonly Column[]): Row<Column>[] {
  return parseTable(readFileSync(new URL(`data/${name}.csv`, import.meta.url), 'utf8'), columns);
}

function parseLines(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/y;
  const lines: string[][] = [[]];
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const found = cell.exec(text);
    if (!found) throw new Error(`a quote out of place or no line break at the end, from character ${at}`);
    lines.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '\n') lines.push([]);
  }
  return lines.slice(0, -1);
}

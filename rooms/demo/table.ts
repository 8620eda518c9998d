import { readFileSync } from 'node:fs';

/**
 * Reads `tables/NAME.csv` of this room: UTF-8, commas, LF, a header; no quotes, so no field holds a comma.
 * The header must be exactly `columns`: a table and its reader change together.
 */
export function readTable<const Column extends string>(name: string, columns: readonly Column[]): Readonly<Record<Column, string>>[] {
  const [header, ...lines] = readFileSync(new URL(`tables/${name}.csv`, import.meta.url), 'utf8').trimEnd().split('\n');
  if (header !== columns.join()) throw new Error(`tables/${name}.csv: expected the columns ${columns.join()}`);
  return lines.map((line) => {
    const fields = line.split(',');
    if (fields.length !== columns.length) throw new Error(`tables/${name}.csv: ${fields.length} fields in "${line}"`);
    return Object.fromEntries(columns.map((column, at) => [column, fields[at]])) as Record<Column, string>;
  });
}

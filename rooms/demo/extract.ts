import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';

/** One written register file as tests read it back: every field a string. */
export type Extract = { name: string; columns: string[]; rows: string[][] };

/** Reads all register files in a folder whose name begins with `name`; a reader of its own, which owes nothing to the writer. */
export function readExtracts(folder: string, name = ''): Extract[] {
  return readdirSync(folder).filter((file) => file.startsWith(name) && file.endsWith('.csv.zst')).toSorted().map((file) => {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(zstdDecompressSync(readFileSync(join(folder, file))));
    const [columns = [], ...rows] = text.slice(0, -1).split('\n').map(fieldsOf);
    if (!text.endsWith('\n')) throw new Error(`${file} ends inside a row`);
    return { name: file.replace('.csv.zst', ''), columns, rows };
  });
}

/** The rows of one register, in all its files, by column. */
export function readRows<Column extends string>(folder: string, register: string, ...columns: Column[]): Record<Column, string>[] {
  return readExtracts(folder, register).flatMap((extract) => {
    const places = columns.map((column) => [column, extract.columns.indexOf(column)] as const);
    return extract.rows.map((row) => Object.fromEntries(places.map(([column, at]) => [column, row[at]])) as Record<Column, string>);
  });
}

function fieldsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  const fields: string[] = [];
  for (;;) {
    const found = field.exec(line);
    if (!found) throw new Error(`not CSV: ${line}`);
    fields.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '') return fields;
  }
}

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { openDuck, textLiteral } from '#platform/duck.ts';
import type { Table } from './cell.ts';
import { counted, promises } from './measure.ts';

/** The formats in which each table is published, with their media types. */
export const mediaTypes = { csv: 'text/csv; charset=utf-8', json: 'application/json', parquet: 'application/vnd.apache.parquet' } as const;

/** One row of a published table, by the names of its columns. */
export type Row = Readonly<Record<string, string | number | null>>;

type ColumnType = 'text' | 'integer' | 'money';
const figures = [...promises, ...counted].map((name) => [name, 'integer'] as const);
const names = [['name_kk', 'text'], ['name_ru', 'text'], ['name_en', 'text']] as const;

/** Every column of every table, in the order of the files. docs/open-data.md says what each holds. */
export const columns: Readonly<Record<Table, readonly (readonly [string, ColumnType])[]>> = {
  places: [['month', 'text'], ['place', 'text'], ['level', 'integer'], ...names, ...figures, ['wage_mean', 'integer']],
  kinds: [['month', 'text'], ['place', 'text'], ['kind', 'text'], ...figures],
  sections: [['month', 'text'], ['section', 'text'], ...figures, ['wage_mean', 'integer']],
  projects: [
    ['month', 'text'], ['project', 'text'], ...names, ['kind', 'text'], ['section', 'text'], ['place', 'text'], ['stage', 'text'],
    ['owner', 'text'], ['office', 'text'], ['starts_on', 'text'], ['ends_on', 'text'], ['investment', 'money'], ...figures,
  ],
  pledges: [
    ['month', 'text'], ['pledge', 'text'], ['project', 'text'], ['employer', 'text'], ['place', 'text'], ['phase', 'text'], ['term', 'text'], ['jobs', 'integer'],
    ['awarded_on', 'text'], ['due_on', 'text'], ['hold_months', 'integer'], ...figures, ['verdict', 'text'],
  ],
};

/** What is said of a release inside each of its files. */
export type Colophon = {
  readonly release: number; readonly madeUp: boolean; readonly definition: string; readonly method: string; readonly licence: string;
};

/** One table in all formats. Withheld figures are empty in CSV and null in the others. */
export async function writeTable(table: Table, rows: readonly Row[], colophon: Colophon, tempFolder: string): Promise<{ name: string; bytes: Buffer }[]> {
  const inOrder = rows.map((row) => Object.fromEntries(columns[table].map(([name]) => [name, row[name] ?? null])));
  return [
    { name: `${table}.csv`, bytes: Buffer.from(stringify(inOrder, { header: true, columns: columns[table].map(([name]) => name), escape_formulas: true })) },
    { name: `${table}.json`, bytes: Buffer.from(JSON.stringify({ ...colophon, table, rows: inOrder })) },
    { name: `${table}.parquet`, bytes: await parquetOf(table, inOrder, colophon, tempFolder) },
  ];
}

const duckTypes: Readonly<Record<ColumnType, string>> = { text: 'varchar', integer: 'bigint', money: 'decimal(20,2)' };

async function parquetOf(table: Table, rows: readonly Row[], colophon: Colophon, tempFolder: string): Promise<Buffer> {
  await mkdir(tempFolder, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(tempFolder, 'release-'));
  const duck = await openDuck({ memoryLimit: '500MB', tempFolder: folder });
  try {
    const [source, target] = [join(folder, 'rows.json'), join(folder, 'rows.parquet')];
    await writeFile(source, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const types = columns[table].map(([name, type]) => `${name}: '${duckTypes[type]}'`).join(', ');
    const said = Object.entries(colophon).map(([key, value]) => `${key}: ${textLiteral(String(value))}`).join(', ');
    await duck.run(`copy (from read_json(${textLiteral(source)}, format = 'newline_delimited', columns = {${types}}))
      to ${textLiteral(target)} (format parquet, compression zstd, kv_metadata {${said}})`);
    return await readFile(target);
  } finally {
    duck.close();
    await rm(folder, { recursive: true, force: true });
  }
}

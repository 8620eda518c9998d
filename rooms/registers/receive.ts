import { join } from 'node:path';
import type { Duck } from '#platform/duck.ts';
import type { TaskProgress } from '#platform/tasks.ts';
import { Refusal } from '#kernel/refusal.ts';
import { checkSql } from './checks.ts';
import { frameCsv } from './csv.ts';
import type { Records } from './csv.ts';
import type { Column, Register } from './definition.ts';
import { loadGrammar } from './grammar.ts';
import { checkManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { openParquet, readParquet } from './parquet.ts';
import type { Source } from './source.ts';

export type Reception = {
  readonly register: Register;
  readonly source: Source;
  /** What is stated of the file beside it. */
  readonly manifest: Manifest;
  /** A folder of this import's own, removed with all that is in it when the import ends. */
  readonly scratch: string;
  readonly maxUnpackedBytes: number;
  readonly asOf: string | undefined;
  readonly report: (progress: TaskProgress) => void;
  readonly signal: AbortSignal | undefined;
};

/**
 * Reads a file and checks every record: leaves the table `checked` (see checks.ts) in the given DuckDB and returns how many
 * there are. Refuses the file for any reason that it shows itself, and when its manifest disagrees.
 */
export async function receive(duck: Duck, reception: Reception): Promise<number> {
  const { register, source, manifest, report } = reception;
  await loadGrammar(duck);
  const records = source.format === 'csv' ? await readCsv(reception) : await openParquet(duck, register, source, join(reception.scratch, 'records.parquet'), reception.maxUnpackedBytes);
  report({ stage: 'checking', done: 0, total: records.count, unit: 'rows' });
  const check = (): Promise<void> => duck.run(`create table checked as ${checkSql(register, records.sql)}`);
  await (source.format === 'csv' ? check() : readParquet(check));
  await mustBeWhole(duck, records, source);
  checkManifest(manifest, { register: register.name, asOf: reception.asOf, records: records.count, sums: await addUp(duck, register, manifest) });
  return records.count;
}

async function readCsv({ register, source, scratch, maxUnpackedBytes, report, signal }: Reception): Promise<Records> {
  const total = source.packing === 'plain' ? source.size : null;
  return frameCsv(register, source, join(scratch, 'records'), {
    limit: maxUnpackedBytes,
    onBytes: (bytes) => report({ stage: 'reading', done: bytes, total, unit: 'bytes' }),
    signal,
  });
}

/** The loader must have seen every record that was framed, each once. It is our fault when not, but of a Parquet file its own. */
async function mustBeWhole(duck: Duck, records: Records, source: Source): Promise<void> {
  const [seen] = await duck.rows<{ rows: number }>('select count(*) as rows from checked');
  if (seen?.rows === records.count) return;
  if (source.format === 'parquet') throw new Refusal('damaged', 422, { packing: 'parquet' }, 'the Parquet file states another number of rows than it has');
  throw new Error(`${records.count} records were framed and ${seen?.rows} loaded`);
}

/** Sums of the columns that the manifest names, over all records whose field is right, as decimal texts. */
async function addUp(duck: Duck, register: Register, manifest: Manifest): Promise<Map<string, string>> {
  const asked = register.columns.filter((column) => decimalsOf(column) !== undefined && manifest.sums?.[column.name] !== undefined);
  if (asked.length === 0) return new Map();
  const [sums] = await duck.rows<Record<string, string>>(`
    select ${asked.map(({ name }) => `cast(coalesce(sum(${name}), 0) as varchar) as ${name}`).join(', ')} from checked`);
  return new Map(asked.map((column) => [column.name, withDecimals(sums?.[column.name] ?? '', decimalsOf(column) ?? 0)]));
}

function decimalsOf({ type }: Column): number | undefined {
  switch (type) {
    case 'money': case 'signed-money': case 'rate': return 2;
    case 'share': return 4;
    case 'whole': case 'count': return 0;
    default: return undefined;
  }
}

function withDecimals(integer: string, decimals: number): string {
  if (decimals === 0) return integer;
  const digits = integer.replace('-', '').padStart(decimals + 1, '0');
  return `${integer.startsWith('-') ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

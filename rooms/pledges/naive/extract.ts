import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { numbersFrom } from '#kernel/testing.ts';
import { columns } from './columns.ts';
import type { Country, Register } from './columns.ts';

export type WrittenFile = { register: Register; path: string; records: number };

/** The values in an order that the seed alone decides. */
export function shuffled<T>(values: readonly T[], seed: number): T[] {
  const random = numbersFrom(seed);
  return values.map((value) => ({ value, at: random() })).toSorted((a, b) => a.at - b.at).map(({ value }) => value);
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function csvOf(names: readonly string[], rows: readonly object[]): string {
  const lines = rows.map((row) => names.map((name) => (row as { [column: string]: string })[name] ?? ''));
  return [names, ...lines].map((fields) => fields.map(quoted).join(',') + '\r\n').join('');
}

/**
 * Writes every register that has rows into the folder as CSV (RFC 4180), and says which files they are, in the order
 * written. `parts`: over how many files the rows of a register are dealt out, at most. `seed`: shuffles the rows, the
 * columns and the order of the files.
 */
export function writeCountry(country: Country, folder: string, { parts = 1, seed }: { parts?: number; seed?: number } = {}): WrittenFile[] {
  mkdirSync(folder, { recursive: true });
  const order = <T>(values: readonly T[]): readonly T[] => (seed === undefined ? values : shuffled(values, seed));
  const files: (WrittenFile & { text: string })[] = [];
  for (const register of Object.keys(columns) as Register[]) {
    const rows: readonly object[] = order<object>(country[register] ?? []);
    for (let part = 0; part < Math.min(parts, rows.length); part += 1) {
      const dealt = rows.filter((_, at) => at % parts === part);
      const name = parts === 1 ? `${register}.csv` : `${register}-${part + 1}.csv`;
      files.push({ register, path: join(folder, name), records: dealt.length, text: csvOf(order(columns[register]), dealt) });
    }
  }
  for (const { path, text } of files) writeFileSync(path, text);
  return order(files).map(({ register, path, records }) => ({ register, path, records }));
}

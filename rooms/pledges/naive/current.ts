import { createHash } from 'node:crypto';
import { columns, keys } from './columns.ts';
import type { Country, Register, RowOf } from './columns.ts';

const separator = '\u001F';

/** Rule 8, last sentence: text is ordered by its UTF-8 bytes. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}

/** Microseconds since 1970 of an instant in any time zone; an empty one (only `places` allows it) lies before all others. */
export function microseconds(instant: string): bigint {
  if (instant === '') return -(10n ** 30n);
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(Z|([+-])(\d\d):(\d\d))$/.exec(instant);
  if (!parts) throw new Error('not an instant');
  const [, seconds = '', fraction = '', , sign, hours, minutes] = parts;
  const local = BigInt(Date.parse(`${seconds}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0'));
  const offset = sign === undefined ? 0n : BigInt(Number(hours) * 60 + Number(minutes)) * 60_000_000n;
  return sign === '-' ? local + offset : local - offset;
}

function fieldsOf<R extends Register>(row: RowOf<R>, names: readonly string[]): string {
  const fields: Readonly<Record<string, string>> = row;
  return names.map((name) => fields[name] ?? '').join(separator);
}

function hashOf<R extends Register>(register: R, row: RowOf<R>): string {
  return createHash('sha256').update(fieldsOf(row, columns[register]), 'utf8').digest('hex');
}

function isNewer<R extends Register>(register: R, row: RowOf<R>, than: RowOf<R>): boolean {
  const mine = microseconds(fieldsOf(row, ['recorded_at']));
  const other = microseconds(fieldsOf(than, ['recorded_at']));
  if (mine !== other) return mine > other;
  return hashOf(register, row) > hashOf(register, than);
}

/** Rule 2: of the versions of each fact the current one, unless that is annulled. */
export function currentRows<R extends Register>(country: Country, register: R): RowOf<R>[] {
  const current = new Map<string, RowOf<R>>();
  for (const row of (country[register] ?? []) as readonly RowOf<R>[]) {
    const key = fieldsOf(row, keys[register]);
    const held = current.get(key);
    if (held === undefined || isNewer(register, row, held)) current.set(key, row);
  }
  return [...current.values()].filter((row) => fieldsOf(row, ['status']) !== 'annulled');
}

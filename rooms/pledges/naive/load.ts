import type { Duck } from '#platform/duck.ts';
import { textLiteral } from '#platform/duck.ts';
import { columns } from './columns.ts';
import type { Country, Register } from './columns.ts';
import { currentRows } from './current.ts';

const identifiers = ['iin', 'employer', 'head', 'successor', 'parent', 'payer', 'owner'];
const days = ['valid_from', 'valid_to', 'born_on', 'graduated_on', 'exempt_from', 'died_on', 'left_on', 'registered_on', 'closed_on',
  'starts_on', 'ends_on', 'terminated_on', 'paid_on', 'awarded_on', 'due_on'];

function typed(column: string, text: string, numberOf: (identifier: string) => number): string {
  if (text === '') return 'null';
  if (identifiers.includes(column)) return String(numberOf(text));
  if (days.includes(column)) return `date '${text}'`;
  if (column === 'period') return String(Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1);
  if (['place', 'workplace', 'kato'].includes(column)) return String(Number(text));
  if (['amount', 'wage', 'wage_floor', 'investment', 'rate'].includes(column)) return String(Math.round(Number(text) * 100));
  if (column === 'foreign_share') return String(Math.round(Number(text) * 10_000));
  if (['jobs', 'hold_months', 'young', 'qualification', 'education'].includes(column)) return String(BigInt(text));
  return column === 'recorded_at' ? '0' : textLiteral(text);
}

function typeOf(column: string): string {
  if (identifiers.includes(column) || ['place', 'workplace', 'kato', 'period', 'rate', 'foreign_share'].includes(column)) return 'integer';
  if (days.includes(column)) return 'date';
  if (['amount', 'wage', 'wage_floor', 'investment', 'jobs', 'hold_months', 'young', 'recorded_at'].includes(column)) return 'bigint';
  if (['qualification', 'education'].includes(column)) return 'tinyint';
  return 'varchar';
}

/**
 * Puts a country's current rows (picked by the naive reading) straight into DuckDB in the shape in which the registers hand
 * them to the steps, so that the steps can be tried on thousands of countries without a file. Returns the numbers given.
 */
export async function loadCountry(duck: Duck, country: Country): Promise<Map<string, number>> {
  const numbers = new Map<string, number>();
  const numberOf = (identifier: string) => {
    if (!numbers.has(identifier)) numbers.set(identifier, numbers.size + 1);
    return numbers.get(identifier)!;
  };
  const statements = ['create schema if not exists register'];
  for (const register of Object.keys(columns) as Register[]) {
    const held = columns[register].filter((column) => column !== 'status');
    const shape = held.map((column) => `${column === 'iin' ? 'person' : column} ${typeOf(column)}`);
    statements.push(`create or replace table register.${register} (${shape.join(', ')})`);
    const rows = currentRows(country, register).map((row) => {
      const fields: Readonly<Record<string, string>> = row;
      return `(${held.map((column) => typed(column, fields[column] ?? '', numberOf)).join(', ')})`;
    });
    if (rows.length > 0) statements.push(`insert into register.${register} values ${rows.join(', ')}`);
  }
  await duck.run(statements.join(';\n'));
  return numbers;
}

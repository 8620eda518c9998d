import { checkDigit } from '#kernel/identifiers.ts';
import { readDocument } from './document.ts';

/** An identifier with its check digit for eleven digits; of the next serial when that number is never issued. */
export function identifier(eleven: string): string {
  const digit = checkDigit(eleven);
  return digit === undefined ? identifier(String(Number(eleven) + 1).padStart(11, '0')) : `${eleven}${digit}`;
}

/** The n-th (0-9999) made-up person, born on one day of 1890; nobody's. */
export function person(n: number): string {
  return identifier(`9004121${String(n).padStart(4, '0')}`);
}

/** The n-th (0-9999) made-up company. */
export function company(n: number): string {
  return identifier(`9901400${String(n).padStart(4, '0')}`);
}

const registers = readDocument();
const texts: Readonly<Record<string, string>> = {
  iin: person(1), bin: '', employer: company(1), '9 digits': '751110000', place: '751110000', date: '', month: '2025-06', instant: '2025-07-01T10:00:00Z',
  money: '1000.00', 'number, 0 < x <= 2, at most two decimals': '1', 'number, 0-1, at most four decimals': '', 'number, whole, > 0': '5',
  'number, whole, >= 0': '6', text: 'x', 'ISO 3166-1 alpha-2': '', '1-8': '', occupation: '2411', prefix: '', sector: 'A',
};

/** A right row of a register, its fields in the document's order, with what the test cares for. */
export function row(register: string, changes: Readonly<Record<string, string>> = {}): string[] {
  const columns = registers.get(register) ?? [];
  const strange = Object.keys(changes).filter((name) => !columns.some((column) => column.name === name));
  if (strange.length > 0) throw new Error(`${register} has no ${strange.join()}`);
  return columns.map(({ name, grammar, optional }) => changes[name] ?? (optional ? '' : (texts[grammar] || (grammar === 'date' ? '2025-06-01' : grammar.split('|')[0]!))));
}

export function header(register: string): string[] {
  return (registers.get(register) ?? []).map(({ name }) => name);
}

/** CSV with quotes where RFC 4180 needs them. */
export function csv(rows: readonly (readonly string[])[], lineBreak = '\n'): string {
  return rows.map((fields) => `${fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')}${lineBreak}`).join('');
}

import { stringify } from 'csv-stringify/sync';
import { textLiteral } from '#platform/duck.ts';
import { faultsSql, listFaults } from './checks.ts';
import type { Register, RejectCode } from './definition.ts';
import { questionDuck } from './question-duck.ts';

/** The fields of one row as somebody writes them, by column; one that is left out is empty. */
export type WrittenRow = Readonly<Record<string, string>>;

/** A field that no register file may hold, and why. */
export type FieldFault = { readonly column: string; readonly code: RejectCode };

/**
 * Everything that is wrong with a row written by hand, the first fault of each field, in the order of the columns: by the very
 * checks that files pass (checks.ts), which stop at a record's first fault.
 */
export async function checkWrittenRow(register: Register, row: WrittenRow): Promise<FieldFault[]> {
  const duck = await questionDuck();
  // NUL, which no literal takes, is a control character like others.
  const fields = register.columns.map(({ name }) => `grammar.cleaned(${textLiteral((row[name] ?? '').replaceAll('\0', '\u0001'))}) as ${name}`);
  const [told] = await duck.rows<Record<string, boolean>>(faultsSql(register, `(select 2 as line, '' as framing, ${fields.join(', ')})`));
  const found = listFaults(register).flatMap(({ code, column }, at) => (column !== undefined && told?.[`f${at + 1}`] ? [{ column: column.name, code }] : []));
  return register.columns.flatMap(({ name }) => found.find(({ column }) => column === name) ?? []);
}

/** The row as a register file of one record: the same row is always the same bytes. */
export function writtenFile(register: Register, row: WrittenRow): string {
  const names = register.columns.map(({ name }) => name);
  return stringify([names, names.map((name) => row[name] ?? '')]);
}

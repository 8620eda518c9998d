import { readTable } from './table.ts';

/** The rows of a table that was typed or pasted as CSV, or the first thing that is wrong with it. */
export function rowsOf<const Column extends string>(text: string, columns: readonly Column[]): { rows: { [name in Column]: string }[] } | { fault: string } {
  const { rows, faults: [fault] } = readTable(new TextEncoder().encode(text), columns);
  return fault === undefined ? { rows: rows.map(({ fields }) => fields as { [name in Column]: string }) } : { fault: `${fault.line}: ${fault.reason}` };
}

import { sql } from 'kysely';
import { maskIdentifiers } from '#kernel/identifiers.ts';
import type { Database } from '#platform/database.ts';
import type { Duck } from '#platform/duck.ts';
import { listFaults } from './checks.ts';
import { isIdentifier } from './definition.ts';
import type { Column, Register } from './definition.ts';
import { controlMark } from './framing.ts';

const rowsAtOnce = 5000;

/** Makes the table `reject` of the wrong records in `checked`, counted from 1 in the order of their lines; returns how many there are. */
export async function setRejectsAside(duck: Duck): Promise<number> {
  await duck.run('create table reject as select row_number() over (order by line) as nth, line, fault, text from checked where fault is not null');
  const [counted] = await duck.rows<{ rows: number }>('select count(*) as rows from reject');
  return counted?.rows ?? 0;
}

/** Puts the rejects of an import into PostgreSQL: line, column, code and a value that anybody may see. Run it in a transaction. */
export async function storeRejects(duck: Duck, db: Database, register: Register, id: string, count: number): Promise<void> {
  const faults = listFaults(register);
  for (let from = 0; from < count; from += rowsAtOnce) {
    const rows = (await duck.rows<{ line: number; fault: number; text: string }>(`
      select line, fault, text from reject where nth > ${from} and nth <= ${from + rowsAtOnce} order by nth`))
      .map(({ line, fault, text }) => {
        const { code, column } = faults[fault - 1]!;
        return { line, code, column: column?.name ?? '', value: shownValue(column, text) };
      });
    await sql`
      insert into registers.reject (import_id, line, column_name, code, value)
      select ${id}, r.line, r.column_name, r.code, r.value
      from unnest(${rows.map((row) => row.line)}::bigint[], ${rows.map((row) => row.column)}::text[], ${rows.map((row) => row.code)}::text[], ${rows.map((row) => row.value)}::text[])
        as r(line, column_name, code, value)`.execute(db);
  }
}

/**
 * A rejected value as it may be shown: in columns of identifiers every digit is a star, elsewhere whatever looks like an
 * identifier; control characters are visible; at most 200 characters.
 */
export function shownValue(column: Column | undefined, text: string): string {
  const visible = text.replaceAll(controlMark, '').replace(/\p{Cc}/gu, visibleSign);
  const masked = column !== undefined && isIdentifier(column.type) ? visible.replace(/\p{Nd}/gu, '*') : maskIdentifiers(visible);
  return masked.length <= 200 ? masked : [...masked].slice(0, 200).join('');
}

function visibleSign(control: string): string {
  const code = control.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\u2426';
}

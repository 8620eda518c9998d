import type { Duck } from '#platform/duck.ts';
import type { RegisterName } from './contract.ts';
import { getRegister, listRegisters } from './definition.ts';
import type { Column, Register } from './definition.ts';
import { findHeld, keptName, keptType } from './kept.ts';
import type { Held, HeldGround } from './kept.ts';

/**
 * Makes relations register.<name> in the given DuckDB with the current rows of each register (rule 2): those that no
 * import has found superseded, without those annulled. Columns are named as in the format but `person` for `iin`, and
 * without `status`; types by `keptType`; an empty field is NULL. Without rows a relation has its columns all the same.
 * They are views over the files, so that only the columns are read that a step asks for.
 */
export async function loadCurrent(duck: Duck, ground: HeldGround, registers: readonly RegisterName[] = listRegisters().map(({ name }) => name)): Promise<void> {
  await duck.run('create schema if not exists register');
  for (const name of registers) await duck.run(relationSql(getRegister(name), await findHeld(ground, name)));
}

function relationSql(register: Register, held: Held): string {
  // `status` has done its work once annulled rows are left out.
  const columns: readonly Column[] = register.columns.filter((column) => column.name !== 'status');
  if (held.rows === undefined) {
    const none = columns.map((column) => `cast(null as ${keptType(column.type)}) as ${keptName(column)}`);
    return `create or replace view register.${register.name} as select ${none.join(', ')} where false`;
  }
  return `
    create or replace view register.${register.name} as
    select ${columns.map((column) => `h.${keptName(column)}`).join(', ')}
    from ${held.rows} as h
    ${held.superseded === undefined ? '' : `anti join ${held.superseded} as s on s.import = h.import and s.line = h.line`}
    ${columns.length < register.columns.length ? `where h.status = 'active'` : ''}`;
}

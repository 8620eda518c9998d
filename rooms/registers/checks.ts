import { isIdentifier, isSpelled, rejectCode } from './definition.ts';
import type { Column, Register, RejectCode } from './definition.ts';
import { digitsSql, spellingName, spellingSql, valueSql } from './grammar.ts';

/** One way in which a record can be wrong. Their order is the order in which a record's first fault is sought. */
export type Fault = { readonly code: RejectCode; readonly column: Column | undefined };

/** Every fault that a record of this register can have, in order; the number of a fault is its place in the list, from 1. */
export function listFaults(register: Register): Fault[] {
  return [
    { code: 'columns', column: undefined },
    { code: 'encoding', column: undefined },
    ...register.columns.flatMap((column): Fault[] => [
      ...(column.required ? [{ code: 'missing' as const, column }] : []),
      { code: rejectCode(column.type), column },
    ]),
    ...register.columns.filter((column) => column.notBefore !== undefined).map((column): Fault => ({ code: 'order', column })),
  ];
}

/**
 * SQL of a query that checks records: from `line`, `framing` and every column of the register as text, to `line`, `fault`
 * (the number of the first fault, NULL for a right record), `text` (the wrong field, NULL for a right record), the value of
 * every column under its name (NULL when empty or wrong) and the spellings. Needs the macros of steps/00-grammar.sql.
 */
export function checkSql(register: Register, records: string): string {
  const { columns } = register;
  const spelled = columns.filter((column) => isSpelled(column.type));
  const faults = listFaults(register);
  return `
${valuedSql(register, records)},
judged as (
  select *,
    cast(case
      ${faults.map((fault, at) => `when ${conditionSql(fault)} then ${at + 1}`).join('\n      ')}
    end as utinyint) as fault
  from valued
)
select
  line,
  fault,
  case
    when fault is null then null
    ${faults.map((fault, at) => `when fault = ${at + 1} then ${fault.column?.name ?? "''"}`).join('\n    ')}
  end as text,
  ${columns.map((column) => `${column.name}_value as ${column.name}`).join(',\n  ')}
  ${spelled.map((column) => `, ${spellingSql(column)} as ${spellingName(column)}`).join('\n  ')}
from judged`;
}

/**
 * SQL of a query that tells all that is wrong with each record's fields, not only what is first: a column f1, f2, … for each
 * of `listFaults`, in their order, true where the record has the fault or one that stands before it in the same field.
 */
export function faultsSql(register: Register, records: string): string {
  const faults = listFaults(register).map((fault, at) => `coalesce(${conditionSql(fault)}, false) as f${at + 1}`);
  return `${valuedSql(register, records)} select ${faults.join(', ')} from valued`;
}

/** The beginning of a query, with its tables `record` and `valued`: the fields as text, then beside each the value under `<column>_value`. */
function valuedSql({ columns }: Register, records: string): string {
  const digits = columns.filter((column) => isIdentifier(column.type)).map(digitsSql);
  return `
with record as (
  select ${['*', ...digits].join(', ')} from ${records}
),
valued as (
  select *,
    ${columns.map((column) => `${valueSql(column)} as ${column.name}_value`).join(',\n    ')}
  from record
)`;
}

/** SQL that is true when a record has the fault and none before it. */
function conditionSql({ code, column }: Fault): string {
  if (column === undefined) return `framing = '${code}'`;
  const { name } = column;
  if (code === 'missing') return `${name}_value is null and ${name} = ''`;
  if (code === 'order') return `${name}_value < ${column.notBefore}_value`;
  return column.required ? `${name}_value is null` : `${name}_value is null and ${name} <> ''`;
}

import { readSteps, textLiteral } from '#platform/duck.ts';
import type { Duck } from '#platform/duck.ts';
import { regionCodes } from '#reference';
import { isIdentifier } from './definition.ts';
import type { Column } from './definition.ts';

/** Gives the DuckDB the macros of steps/00-grammar.sql, on which the SQL made here stands. */
export async function loadGrammar(duck: Duck): Promise<void> {
  for (const { sql } of await readSteps(new URL('steps/', import.meta.url), ['00-grammar'])) await duck.run(sql);
}

/** SQL for the number that the twelve digits of an identifier form, under which `valueSql` finds them; NULL for any other text. */
export function digitsSql({ name }: Column): string {
  return `grammar.digits(${name}, 12) as ${name}_digits`;
}

/** SQL for the value of a column's field, NULL when it is empty or wrong. It never depends on what is held, so the order of files cannot matter. */
export function valueSql(column: Column): string {
  const { name, type } = column;
  const list = (words: readonly string[]): string => `[${words.map(textLiteral).join(', ')}]`;
  if (isIdentifier(type)) return `grammar.${type}(${name}_digits)`;
  if (type === 'list') return `grammar.list(${name}, ${list(column.words)})`;
  if (type === 'place') return `grammar.place(${name}, ${list(regionCodes())})`;
  return `grammar.${type === 'date' ? 'day' : type.replace('-', '_')}(${name})`;
}

/** The column in which the spelling of a field is kept where several texts have one value. */
export function spellingName(column: Column): string {
  return `${column.name}_spelling`;
}

/** SQL for the spelling of a field: NULL when it is the usual one for its value (`1500.00`, `12`). */
export function spellingSql({ name, type }: Column): string {
  switch (type) {
    case 'instant': return `grammar.spelling_of_instant(${name})`;
    case 'share': return `grammar.spelling(${name}, cast(try_cast(${name} as decimal(5, 4)) as varchar))`;
    case 'whole': case 'count': return `grammar.spelling(${name}, cast(try_cast(${name} as bigint) as varchar))`;
    default: return `grammar.spelling(${name}, cast(try_cast(${name} as decimal(15, 2)) as varchar))`;
  }
}

/** SQL for the text of a field exactly as it stood in its file, from what is kept of it; of an identifier from its twelve digits. */
export function textSql(column: Column): string {
  const { name, type } = column;
  if (isIdentifier(type)) return `lpad(cast(${name} as varchar), 12, '0')`;
  const spelling = spellingName(column);
  switch (type) {
    case 'kato': case 'place': return `lpad(cast(${name} as varchar), 9, '0')`;
    case 'month': return `grammar.text_of_month(${name})`;
    case 'instant': return `grammar.text_of_instant(${name}, ${spelling})`;
    case 'money': case 'signed-money': case 'rate': return `coalesce(${spelling}, grammar.text_of_hundredths(${name}))`;
    case 'share': return `coalesce(${spelling}, grammar.text_of_share(${name}))`;
    case 'whole': case 'count': return `coalesce(${spelling}, cast(${name} as varchar))`;
    default: return `cast(${name} as varchar)`;
  }
}

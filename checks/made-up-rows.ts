import { textLiteral, type Duck } from '#platform/duck.ts';
import { loadPlaces } from '#reference';
import { listRegisters } from '../rooms/registers/definition.ts';
import { keptName, keptType } from '../rooms/registers/kept.ts';

type Column = ReturnType<typeof listRegisters>[number]['columns'][number];

const identifier = ({ type }: Column) => ['iin', 'bin', 'employer'].includes(type);

/** A field of a made-up file, which is known to be right, in the form in which the registers keep it. */
function kept(column: Column): string {
  const field = `nullif(f."${column.name}", '')`;
  if (identifier(column)) return `(select n.number from numbers as n where n.identifier = ${field})`;
  if (column.type === 'month') return `left(${field}, 4)::integer * 12 + right(${field}, 2)::integer - 1`;
  if (['money', 'signed-money', 'rate'].includes(column.type)) return `round(${field}::decimal(18, 2) * 100)::${keptType(column.type)}`;
  if (column.type === 'share') return `round(${field}::decimal(18, 4) * 10000)::integer`;
  if (column.type === 'instant') return `epoch_us(${field}::timestamptz)`;
  return `${field}::${keptType(column.type)}`;
}

/**
 * Lays the files of a made-up country straight into DuckDB as current rows (rule 2), without vault, import or database: in
 * seconds, for tests and benches of what the steps find. Returns the numbers given to identifiers.
 */
export async function loadMadeUpRows(duck: Duck, folder: string): Promise<Map<string, number>> {
  await duck.run('create schema if not exists register');
  const registers = listRegisters().filter(({ name }) => name !== 'places');
  const rowsOf = (name: string) => `read_csv(${textLiteral(`${folder}/${name}*.csv.zst`)}, all_varchar = true, header = true, delim = ',', quote = '"')`;
  const fields = registers.flatMap(({ name, columns }) => columns.filter(identifier).map((column) => `select "${column.name}" as identifier from ${rowsOf(name)}`));
  await duck.run(`create or replace table numbers as select identifier, row_number() over (order by identifier)::integer as number
    from (${fields.join(' union ')}) where identifier is not null and identifier <> ''`);
  for (const { name, columns } of registers) {
    const keys = columns.filter(({ key }) => key).map((column) => `f."${column.name}"`);
    await duck.run(`
      create or replace table register.${name} as
      select ${columns.filter((column) => column.name !== 'status').map((column) => `${kept(column)} as ${keptName(column)}`).join(', ')}
      from (select f.* from ${rowsOf(name)} as f qualify row_number() over (partition by ${keys.join(', ')} order by f.recorded_at desc) = 1) as f
      ${columns.some((column) => column.name === 'status') ? `where f.status = 'active'` : ''}`);
  }
  await duck.run(`create or replace table register.places as
    select kato::integer as kato, null::date as valid_from, null::date as valid_to, name_ru, name_kk, name_en, 0::bigint as recorded_at from ${rowsOf('places')}`);
  await loadPlaces(duck);
  const numbers = await duck.rows<{ identifier: string; number: number }>('select identifier, number from numbers');
  return new Map(numbers.map((one) => [one.identifier, one.number]));
}

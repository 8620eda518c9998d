import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { Duck } from './duck.ts';

const rowsAtOnce = 2000;

/**
 * Inserts the rows of a DuckDB query into a PostgreSQL table, matched by column name; numbers, dates, texts, booleans and
 * lists of them travel as JSON, which both sides read and write exactly. Run it inside a transaction. Returns the count.
 */
export async function transfer(duck: Duck, db: Database, table: string, query: string): Promise<number> {
  const columns = (await duck.rows<{ column_name: string }>(`describe ${query}`)).map((column) => sql.ref(column.column_name));
  const rows = await duck.rows<{ row: string }>(`select to_json(t)::varchar as "row" from (${query}) as t`);
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const json = `[${rows.slice(from, from + rowsAtOnce).map((row) => row.row).join(',')}]`;
    await sql`
      insert into ${sql.table(table)} (${sql.join(columns)})
      select ${sql.join(columns)} from json_populate_recordset(null::${sql.table(table)}, ${json}::json)`.execute(db);
  }
  return rows.length;
}

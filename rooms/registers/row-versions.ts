import { textLiteral } from '#platform/duck.ts';
import type { RegisterName } from './contract.ts';
import { getRegister, isIdentifier } from './definition.ts';
import type { Column } from './definition.ts';
import { textSql } from './grammar.ts';
import { findHeld, keptName, supersededFile } from './kept.ts';
import type { HeldGround } from './kept.ts';
import { questionDuck } from './question-duck.ts';
import { listRowSources } from './store.ts';
import type { RowSource } from './store.ts';

/** A field as it stood in its file; of an identifier our own number; null when it was empty. */
export type VersionField = string | number | null;

/** One version of a fact, as a file or a draft brought it. */
export type RowVersion = {
  /** Names the version: ordinal of its import and line. */
  readonly version: string;
  readonly fields: Readonly<Record<string, VersionField>>;
  /** The instant that the row states, in microseconds since 1970. */
  readonly recordedAt: number;
  readonly annulled: boolean;
  readonly source: Omit<RowSource, 'superseded'>;
  /** From when it was the current one here; null when it never was: a later one was held already. */
  readonly currentFrom: Date | null;
  /** Until when; null while it is. */
  readonly currentTo: Date | null;
};

/**
 * Every version of one fact that any import has brought, in the order in which they came. `key` gives the key's columns in their
 * kept form (texts; identifiers as our numbers; months as integers). The one without `currentTo` that has a `currentFrom` is the
 * current row by rule 2, annulled or not; nothing when the fact was never held.
 */
export async function listVersions(ground: HeldGround, name: RegisterName, key: Readonly<Record<string, string | number>>): Promise<RowVersion[]> {
  const register = getRegister(name);
  const held = await findHeld(ground, name);
  if (held.rows === undefined) return [];
  const sources = await listRowSources(ground.db, name);
  const losing = sources.filter(({ superseded }) => superseded).map(({ id }) => textLiteral(supersededFile(ground.config.dataFolder, name, id)));
  const lost = losing.length === 0 ? "(select 0 as import, 0 as line, '' as filename where false)" : `read_parquet([${losing.join(', ')}], filename = true)`;
  const told = (column: Column) => (isIdentifier(column.type) ? `h.${keptName(column)}` : textSql(column));
  const duck = await questionDuck();
  const rows = await duck.rows<Record<string, VersionField>>(`
    with h as (select * from ${held.rows} where ${Object.entries(key).map(([column, value]) => `${column} = ${typeof value === 'number' ? value : textLiteral(value)}`).join(' and ')})
    select h.import as of_import, h.line as of_line, s.filename as lost_to, cast(h.recorded_at as varchar) as stated_at, ${register.columns.map((column) => `${told(column)} as told_${column.name}`).join(', ')}
    from h left join ${lost} as s on s.import = h.import and s.line = h.line
    order by of_import, of_line`);
  return rows.map((row) => versionOf(row, sources));
}

function versionOf(row: Readonly<Record<string, VersionField>>, sources: readonly RowSource[]): RowVersion {
  const source = sources.find(({ ordinal }) => ordinal === row['of_import']);
  if (source === undefined) throw new Error('a kept row of no import');
  const fields = Object.fromEntries(Object.entries(row).flatMap(([name, value]) => (name.startsWith('told_') ? [[name.slice('told_'.length), value]] : [])));
  const lostTo = row['lost_to'] === null ? undefined : sources.find(({ id }) => String(row['lost_to']).endsWith(`${id}.parquet`));
  const { superseded: _, ...from } = source;
  return {
    version: `${row['of_import']}:${row['of_line']}`, fields, recordedAt: Number(row['stated_at']), annulled: fields['status'] === 'annulled', source: from,
    currentFrom: lostTo?.ordinal === source.ordinal ? null : source.at, currentTo: lostTo?.ordinal === source.ordinal ? null : lostTo?.at ?? null,
  };
}

/** The current one among the versions of a fact, annulled or not. */
export function currentOf(versions: readonly RowVersion[]): RowVersion | undefined {
  return versions.find(({ currentFrom, currentTo }) => currentFrom !== null && currentTo === null);
}

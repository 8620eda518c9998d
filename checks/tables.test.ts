import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '#platform/testing.ts';
import { listRegisters } from '../rooms/registers/definition.ts';
import { listFiles, repository } from './sources.ts';

/** Columns that say enough by their name, besides those named by docs/registers.md and docs/glossary.md; and what they say. */
const obvious: Readonly<Record<string, string>> = {
  month: 'year * 12 + month - 1, in every table and step',
  person: 'our own number of a person, never an IIN',
  persons: 'how many of them',
  bytes: 'a size',
  at: 'the instant at which the row came to be',
  applied_at: 'an instant',
  started_at: 'an instant',
  finished_at: 'an instant',
  seconds: 'how long it took',
  file: 'a file’s name',
  import_id: 'id of the row in registers.import',
  column_name: 'a column of docs/registers.md',
  by_whom: 'who asked for it',
  code: 'a reject code of docs/registers.md',
  value: 'of the key beside it',
  single: 'holds the table to one row; its constraint says so',
  position: 'the order of rows that belong together',
  step: 'a key of words',
  rule: 'its number in docs/evidence.md',
  computation: 'id of the row in pledges.computation',
};

/** Columns that a comment explains which stands elsewhere: on their table or on the column named here. */
const explainedBy: Readonly<Record<string, string>> = {
  'people.vault_file.last_number': 'first_number',
  'pledges.computation.last_month': 'first_month',
  'pledges.figure.wage_median': 'wage_mean',
  'pledges.passport.came': 'the table',
  'pledges.passport.stayed': 'the table',
  'pledges.stack_figure.reached': 'the table',
};

type Described = { name: string; comment: string | null };
let schemas: Described[];
let tables: Described[];
let columns: (Described & { column: string })[];

beforeAll(async () => {
  const { db } = await openTestDatabase();
  const ours = sql`n.nspname !~ '^(pg_|information_schema$)' and (n.nspname <> 'public' or c.oid is not null)`;
  schemas = (await sql<Described>`
    select n.nspname as name, obj_description(n.oid, 'pg_namespace') as comment
    from pg_namespace as n left join pg_class as c on c.relnamespace = n.oid and c.relkind in ('r', 'p', 'v', 'm')
    where ${ours} group by n.oid, n.nspname`.execute(db)).rows;
  tables = (await sql<Described>`
    select n.nspname || '.' || c.relname as name, obj_description(c.oid, 'pg_class') as comment
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm') and ${ours}`.execute(db)).rows;
  columns = (await sql<Described & { column: string }>`
    select n.nspname || '.' || c.relname || '.' || a.attname as name, a.attname as column, col_description(c.oid, a.attnum) as comment
    from pg_attribute as a join pg_class as c on c.oid = a.attrelid join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped and ${ours}`.execute(db)).rows;
});

const nameless = (described: readonly Described[]) => described.filter(({ comment }) => comment === null || comment.length < 10).map(({ name }) => name);

test('every schema and every table says what it is', () => {
  expect(tables.length).toBeGreaterThan(15);
  expect(nameless(schemas)).toEqual([]);
  expect(nameless(tables)).toEqual([]);
});

test('a schema is named for its room, and nothing lies outside of one', () => {
  const owners = ['platform', ...listFiles('rooms/*').map((path) => path.slice('rooms/'.length))];
  expect(schemas.map(({ name }) => name).filter((name) => !owners.includes(name))).toEqual([]);
});

test('every column is described, or says enough by its name', () => {
  const format = listRegisters().flatMap(({ columns: own }) => own.map(({ name }) => name));
  const glossary = readFileSync(join(repository, 'docs/glossary.md'), 'utf8').split('\n')
    .flatMap((line) => line.split('|').at(-2)?.match(/`\w+`/g) ?? []).map((word) => word.slice(1, -1));
  const known = new Set([...format, ...glossary, ...Object.keys(obvious)]);
  const left = columns.filter(({ comment }) => comment === null).filter(({ column, name }) => !known.has(column) && explainedBy[name] === undefined);
  expect(left.map(({ name }) => name)).toEqual([]);
});

test('nothing is excused that is described or gone, nor by a column that says nothing', () => {
  const bare = columns.filter(({ comment }) => comment === null);
  expect(Object.keys(explainedBy).filter((name) => !bare.some((column) => column.name === name))).toEqual([]);
  expect(Object.keys(obvious).filter((name) => !bare.some(({ column }) => column === name))).toEqual([]);
  const mute = Object.entries(explainedBy).filter(([name, by]) => {
    const told = by === 'the table' ? tables.find((table) => name.startsWith(`${table.name}.`)) : columns.find((column) => column.name === name.replace(/\w+$/, by));
    return told?.comment == null;
  });
  expect(mute).toEqual([]);
});

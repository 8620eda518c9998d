// One database is enough: who may do what is laid by the same migrations on both.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openTestDatabase } from '#platform/testing.ts';
import { listFiles, listSources, repository } from './sources.ts';

/** What statements do to a table: `i` add, `u` alter (or hold for it), `d` delete. */
const verbs = { i: 'INSERT', u: 'UPDATE', d: 'DELETE' } as const;
type Verb = keyof typeof verbs;

const shapes: readonly (readonly [Verb, RegExp])[] = [
  ['i', /insert\s+into\s+(\w+\.\w+)/gi], ['i', /transfer\(\s*\w+,\s*\w+,\s*['"`](\w+\.\w+)/g],
  ['u', /\bupdate\s+(\w+\.\w+)\s+(?:as\s+\w+\s+)?set\b/gi], ['u', /insert\s+into\s+(\w+\.\w+)[^`]*?on conflict[^`]*?do update/gi],
  ['u', /from\s+(\w+\.\w+)[^`]*?\bfor (?:update|share)/gi], ['u', /lock table (\w+\.\w+)/gi],
  ['d', /delete\s+from\s+(\w+\.\w+)/gi],
];

const tables = listFiles('db/migrations/*.sql').flatMap((path) => [...readFileSync(join(repository, path), 'utf8').matchAll(/create table (\w+\.\w+)/gi)].map(([, name = '']) => name)).toSorted();
const product = listSources().filter(({ path }) => /^(?:app\.ts|platform|rooms)\b/.test(path) && path !== 'platform/migrations.ts' && !/\.test\.ts$|testing\.ts$|\/naive\/|\/screens\//.test(path));

/** What the statements of the program do to each table of PostgreSQL. */
function found(): Map<string, Set<Verb>> {
  const done = new Map(tables.map((table) => [table, new Set<Verb>()]));
  for (const { path, text } of product) {
    for (const [verb, shape] of shapes) for (const [, table = ''] of text.matchAll(shape)) done.get(table.toLowerCase())?.add(verb);
    // Tables that are emptied in turn are named by a list.
    if (!text.includes('delete from ${sql.table(')) continue;
    for (const table of tables) {
      const [schema = '', name = ''] = table.split('.');
      if (path.startsWith(`rooms/${schema}/`) && new Set(text.match(/'[\w.]+'/g)).has(`'${text.includes(`'${table}'`) ? table : name}'`)) done.get(table)?.add('d');
    }
  }
  return done;
}

test('the role that serves reads every table, and does to each what the program’s statements do and nothing else', async () => {
  const { db, close } = await openTestDatabase();
  const { rows } = await sql<{ name: string; read: boolean; i: boolean; u: boolean; d: boolean; more: boolean }>`
    select n.nspname || '.' || c.relname as name,
      has_schema_privilege('jumys_server', n.oid, 'usage') and has_table_privilege('jumys_server', c.oid, 'select') as read,
      has_table_privilege('jumys_server', c.oid, 'insert') as i, has_table_privilege('jumys_server', c.oid, 'update') as u, has_table_privilege('jumys_server', c.oid, 'delete') as d,
      has_table_privilege('jumys_server', c.oid, 'truncate, references, trigger') as more
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema$)' and n.nspname <> 'public' and (n.nspname, c.relname) <> ('platform', 'migration')`.execute(db);
  await close();
  const asked = found();
  expect(rows.map(({ name }) => name).toSorted()).toEqual(tables);
  // Each line is one that a migration lacks, or has too much.
  const wrong = rows.flatMap(({ name, read, more, ...may }) => {
    const wanted = asked.get(name) ?? new Set();
    const [lacks, exceeds] = [(Object.keys(verbs) as Verb[]).filter((verb) => wanted.has(verb) && !may[verb]), (Object.keys(verbs) as Verb[]).filter((verb) => !wanted.has(verb) && may[verb])];
    return [
      ...(read && lacks.length === 0 ? [] : [`GRANT ${['SELECT', ...lacks.map((verb) => verbs[verb])].join(', ')} ON ${name} TO jumys_server;`]),
      ...(exceeds.length === 0 && !more ? [] : [`REVOKE ${exceeds.map((verb) => verbs[verb]).join(', ')} ON ${name} FROM jumys_server;`]),
    ];
  });
  expect(wrong.toSorted()).toEqual([]);
});

test('ledgers are only added to', () => {
  const asked = found();
  for (const ledger of ['platform.audit_line', 'platform.audit_checkpoint', 'registers.import', 'registers.reject', 'publishing.release', 'publishing.file', 'pledges.computation']) {
    expect([...(asked.get(ledger) ?? [])], ledger).toEqual(['i']);
  }
});

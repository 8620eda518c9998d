import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listFiles, listSources, repository } from './sources.ts';

/** Besides `store.ts`, steps and migrations, SQL stands in these files, each for a reason. */
const speakers: Readonly<Record<string, string>> = {
  'rooms/people/key.ts': 'the value by which a wrong key is found out lies in the database that the key belongs to',
  'rooms/people/vault.ts': 'the store of the vault: numbers, and the sealed files that hold who they are',
  'rooms/employers/identity.ts': 'rule 3 is a graph: links are read from DuckDB, connected here, and laid back',
  'rooms/employment/spells.ts': 'lays the months and tariffs on which the steps stand',
  'rooms/registers/checks.ts': 'one condition for each fault that a register’s records can have, made from its definition',
  'rooms/registers/current.ts': 'rule 2: relations over as many files as there are imports, which no fixed step can name',
  'rooms/registers/unresolved.ts': 'one query for each reference from one register to another, made from the definition',
  'rooms/pledges/compute.ts': 'runs the steps',
  'rooms/pledges/recompute.ts': 'chooses the months and asks whether the figures are stale',
  'rooms/pledges/publish.ts': 'the store of what was computed: DuckDB into PostgreSQL',
  'rooms/pledges/cube.ts': 'reads what was published into memory, whole',
  'rooms/pledges/read-evidence.ts': 'a month that is stored is read, any other computed',
  'rooms/pledges/view.ts': 'paid jobs of a month, which the cube does not hold',
  'rooms/pledges/overview.ts': 'people in self-employment, which the cube does not hold',
  'rooms/pledges/project-page.ts': 'jobs of one project by their attributes, which the cube does not hold',
  'rooms/pledges/pledge-page.ts': 'spells and passport of one pledge, which the cube does not hold',
};

/** Schemas that a room may write besides the one of its name, all of them in DuckDB, where no other room's figures lie. */
const ownSchemas: Readonly<Record<string, readonly string[]>> = {
  people: ['vault'],
  registers: ['register', 'grammar'],
};

/** What one room writes in another's schema. */
const guests: readonly string[] = [
  // The employers whose spells are wanted: what computeSpells of employment is given to work on.
  'rooms/pledges/steps/20-party.sql → employment',
];

const sources = listSources();
const statement = /[`'"]\s*(?:with\s+\w+\s+as\s*\(|select\s|insert\s+into\s|delete\s+from\s|update\s+\w|create\s+(?:or\s+replace\s+)?(?:temp\w*\s+)?(?:table|view|macro|schema)\s|copy\s*\(|drop\s|truncate\s)/i;
const kyselySql = /import\s*\{[^}]*\bsql\b[^}]*\}\s*from 'kysely'/;

/** Files of rooms that speak SQL, of those that run when the system does. */
const speaking = sources
  .filter(({ path }) => path.startsWith('rooms/') && !path.endsWith('.test.ts') && !path.includes('/naive/'))
  .filter(({ text }) => kyselySql.test(text) || statement.test(text))
  .map(({ path }) => path);

test('SQL stands in stores, steps and migrations, and in few files besides, each with its reason', () => {
  expect(speaking.filter((path) => !path.endsWith('/store.ts') && speakers[path] === undefined)).toEqual([]);
  expect(Object.keys(speakers).filter((path) => !speaking.includes(path))).toEqual([]);
});

test('outside the rooms only the platform and the tests speak SQL', () => {
  const others = sources.filter(({ path, text }) => !/^(rooms|platform|checks|journeys|bench)\//.test(path) && (kyselySql.test(text) || statement.test(text)));
  expect(others.map(({ path }) => path)).toEqual([]);
});

test('a file of SQL is a step NN-name.sql of its room, or a migration', () => {
  const files = listFiles('**/*.sql');
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((path) => !/^(rooms\/\w+\/steps\/\d\d-[a-z-]+\.sql|db\/migrations\/\d{4}-[a-z-]+\.sql)$/.test(path))).toEqual([]);
});

test('a migration is named for a room, or for the platform', () => {
  const owners = listFiles('db/migrations/*.sql').map((path) => path.split('-')[1]?.replace('.sql', '') ?? '');
  const known = ['platform', ...listFiles('rooms/*').map((path) => path.slice('rooms/'.length))];
  expect(owners.filter((owner) => !known.includes(owner))).toEqual([]);
});

const writing = [
  /\b(?:insert\s+into|delete\s+from|update|truncate(?:\s+table)?|(?:create|drop|alter)\s+(?:or\s+replace\s+)?(?:table|view|macro)(?:\s+if\s+(?:not\s+)?exists)?)\s+(\w+)\.\w/gi,
  /\bcreate\s+schema\s+(?:if\s+not\s+exists\s+)?(\w+)/gi,
  /\btransfer\(\s*\w+,\s*\w+,\s*['"`](\w+)\./g,
];

test('a room writes its own tables and no other room’s', () => {
  const texts = [
    ...sources.filter(({ path }) => speaking.includes(path)).map(({ path, text }) => ({ path, text })),
    ...listFiles('rooms/*/steps/*.sql').map((path) => ({ path, text: readFileSync(join(repository, path), 'utf8').replace(/--.*/g, '') })),
  ];
  const strange = texts.flatMap(({ path, text }) => {
    const room = path.split('/')[1] ?? '';
    const written = new Set(writing.flatMap((shape) => [...text.matchAll(shape)].map((found) => found[1]?.toLowerCase() ?? '')));
    return [...written].filter((schema) => schema !== room && !ownSchemas[room]?.includes(schema)).map((schema) => `${path} → ${schema}`);
  });
  expect(strange).toEqual(guests);
});

test('columns are listed: no row reaches the code through a star', () => {
  const starred = sources.filter(({ path, text }) => speaking.includes(path) && /\bsql(?:<[^`]*>)?`\s*select\s+(?:\w+\.)?\*/i.test(text));
  expect(starred.map(({ path }) => path)).toEqual([]);
});

test('no text is spliced into SQL for PostgreSQL but by the sql tag', () => {
  const spliced = sources.filter(({ path, text }) => path.startsWith('rooms/') && [...text.matchAll(/sql\.raw\(([^)]*)\)/g)].some((found) => !/^\w+$/.test(found[1] ?? '')));
  expect(spliced.map(({ path }) => path)).toEqual([]);
});

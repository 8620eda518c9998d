import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listFiles, listSources, repository } from './sources.ts';

/** Besides `store.ts`, these files speak to PostgreSQL, each for a reason. */
const speakToPostgres: Readonly<Record<string, string>> = {
  'rooms/accounts/account-list.ts': 'accounts as their administrators see them, in one statement',
  'rooms/accounts/attempt-store.ts': 'the store of tries to sign in',
  'rooms/accounts/session-store.ts': 'the store of sessions and API tokens, which every request asks',
  'rooms/accounts/email-store.ts': 'the store of addresses, and of the links that confirm them',
  'rooms/accounts/audit-routes.ts': 'how much of the audit is sealed: a table of the platform, told to its readers here',
  'rooms/accounts/challenge.ts': 'the store of what is asked of other ways to sign in, and answered once',
  'rooms/accounts/external-identity.ts': 'linking who an account is elsewhere, beside its store',
  'rooms/accounts/identity-store.ts': 'the store of who an account is elsewhere',
  'rooms/accounts/keeping.ts': 'deletes what is past its age',
  'rooms/people/keeping.ts': 'deletes what is past its age',
  'rooms/pledges/keeping.ts': 'deletes what is past its age',
  'rooms/people/key.ts': 'the value by which a wrong key is found out lies in the database that the key belongs to',
  'rooms/people/vault.ts': 'the store of the vault: numbers, and the sealed files that hold who they are',
  'rooms/people/vault-files.ts': 'which sealed files count, and what they must be',
  'rooms/people/rotate.ts': 'puts the files under new keys in one transaction',
  'rooms/registers/rejects.ts': 'the store of rejected records, which come from DuckDB',
  'rooms/registers/unresolved.ts': 'found in DuckDB, one query for each reference of the format, and listed here',
  'rooms/projects/draft-store.ts': 'the store of rows written by hand and what became of them',
  'rooms/projects/life-store.ts': 'the store of what offices tell of a project’s life',
  'rooms/closing/party-store.ts': 'the store of who is asked about a draft, and what each answers',
  'rooms/closing/figure-store.ts': 'the store of the figures of drafts, as they were at their opening and freezing',
  'rooms/oversight/decision-store.ts': 'the store of cures and waivers',
  'rooms/oversight/notice-store.ts': 'the store of who was told of what',
  'rooms/oversight/contested-store.ts': 'which pledges are contested, for the ranking',
  'rooms/oversight/objection-store.ts': 'the store of objections and their answers',
  'rooms/oversight/order-file-store.ts': 'the store of files attached to answers',
  'rooms/oversight/order-store.ts': 'the store of orders and what became of them',
  'rooms/oversight/verdict-store.ts': 'holds the verdicts of a computation against those before',
  'rooms/pledges/recompute.ts': 'asks whether the figures are stale',
  'rooms/pledges/publish.ts': 'the store of what was computed: DuckDB into PostgreSQL',
  'rooms/pledges/territory.ts': 'the second wall: what the database lets a reader see',
  'rooms/pledges/cube.ts': 'reads what was published into memory, whole',
  'rooms/pledges/read-evidence.ts': 'a month that is stored is read, any other computed',
  'rooms/pledges/view.ts': 'paid jobs and the self-employed, which the cube does not hold',
  'rooms/pledges/read-wage-clock.ts': 'wages of all months are read, those of a later one computed',
  'rooms/pledges/quality-page.ts': 'people by what they and their jobs are, which the cube does not hold',
  'rooms/pledges/wage-share.ts': 'wages and investments of all projects through a month, which the cube does not hold',
  'rooms/pledges/wage-clock-page.ts': 'wages and investments of one project, which the cube does not hold',
  'rooms/pledges/project-page.ts': 'jobs of one project by their attributes, which the cube does not hold',
  'rooms/pledges/pledge-page.ts': 'spells and passport of one pledge, which the cube does not hold',
};

/** Besides steps, these make SQL for DuckDB: from a definition, or over files that no fixed text can name. */
const speakToDuck: Readonly<Record<string, string>> = {
  'rooms/employers/identity.ts': 'rule 3 is a graph: links are read, connected here, and laid back',
  'rooms/employment/spells.ts': 'lays the months, tariffs and sections on which the steps stand',
  'rooms/closing/reconciliation-steps.ts': 'lays the chosen pledges and the reasons on which the steps stand, and reads what they leave',
  'rooms/findings/compute.ts': 'lays the parameters on which the steps stand',
  'rooms/people/vault-block.ts': 'takes identifiers out of DuckDB to be sealed by the block, and back',
  'rooms/pledges/compute.ts': 'runs the steps',
  'rooms/pledges/part.ts': 'leaves of the registers what bears on some pledges',
  'rooms/pledges/youth-month.ts': 'lays the ages that count as young, by month',
  'rooms/pledges/payroll-month.ts': 'lays the months of the wage clock with their rates',
  'rooms/pledges/look-into.ts': 'shows the table of any step, whatever its columns',
  'rooms/projects/employer-name.ts': 'looks up the few employers that no row names yet',
  'rooms/publishing/table-file.ts': 'writes a table of a release as Parquet',
  'rooms/registers/checks.ts': 'one condition for each fault that a register’s records can have',
  'rooms/registers/current.ts': 'rule 2: a relation over the files of all imports',
  'rooms/registers/keep.ts': 'the right rows of one file, under numbers, to Parquet',
  'rooms/registers/parquet.ts': 'looks into a Parquet file before it is trusted',
  'rooms/registers/receive.ts': 'the checks of one file, and the sums that its manifest states',
  'rooms/registers/row-versions.ts': 'every version of one fact, over the files of all imports',
  'rooms/registers/versions.ts': 'holds rows of one key against each other, whatever the register',
};

/** Schemas that a room may write besides the one of its name, all of them in DuckDB, where no other room's figures lie. */
const ownSchemas: Readonly<Record<string, readonly string[]>> = {
  people: ['vault'],
  registers: ['register', 'grammar'],
};

const sources = listSources();
const statement = /[`'"]\s*(?:with\s+\w+\s+as\s*\(|select\s|insert\s+into\s|delete\s+from\s|update\s+\w|create\s+(?:or\s+replace\s+)?(?:temp\w*\s+)?(?:table|view|macro|schema)\s|copy\s*\(|drop\s|truncate\s)/i;
const kyselySql = /import\s*\{[^}]*\bsql\b[^}]*\}\s*from 'kysely'/;

/** Files of rooms that speak SQL, of those that run when the system does. */
const product = sources.filter(({ path }) => path.startsWith('rooms/') && !path.endsWith('.test.ts') && !path.endsWith('/testing.ts') && !path.includes('/naive/'));
const toPostgres = product.filter(({ text }) => kyselySql.test(text)).map(({ path }) => path);
const toDuck = product.filter(({ path, text }) => !toPostgres.includes(path) && statement.test(text)).map(({ path }) => path);
const speaking = [...toPostgres, ...toDuck];

test('stores speak to PostgreSQL, and few files besides, each with its reason', () => {
  expect(toPostgres.filter((path) => !path.endsWith('/store.ts')).toSorted()).toEqual(Object.keys(speakToPostgres).toSorted());
});

test('steps speak to DuckDB, and few files besides, each with its reason', () => {
  expect(toDuck.toSorted()).toEqual(Object.keys(speakToDuck).toSorted());
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
  expect(strange).toEqual([]);
});

test('columns are listed: no row reaches the code through a star', () => {
  const starred = sources.filter(({ path, text }) => speaking.includes(path) && /\bsql(?:<[^`]*>)?`\s*select\s+(?:\w+\.)?\*/i.test(text));
  expect(starred.map(({ path }) => path)).toEqual([]);
});

test('no text is spliced into SQL for PostgreSQL but by the sql tag', () => {
  const spliced = sources.filter(({ path, text }) => path.startsWith('rooms/') && [...text.matchAll(/sql\.raw\(([^)]*)\)/g)].some((found) => !/^\w+$/.test(found[1] ?? '')));
  expect(spliced.map(({ path }) => path)).toEqual([]);
});

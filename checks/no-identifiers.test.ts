// One database is enough: the same rows lie in either.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nobody, operator, type Actor } from '#kernel/actor.ts';
import { isIin } from '#kernel/identifiers.ts';
import { asSystem } from '#platform/access.ts';
import { openDuck, textLiteral, type Duck } from '#platform/duck.ts';
import type { Route } from '#platform/http.ts';
import { jsonSchema } from '#platform/http-parse.ts';
import { testFolder } from '#platform/testing.ts';
import { asActor, openTestCountry, writeTestCountry, type TestCountry } from './country.ts';
import { findIdentifiers, findInFolder, seek, type FoundIdentifier, type Sought } from './find-identifiers.ts';
import { listKnown, listOfficers, uploadSomething } from './hostile/known.ts';
import { sessionOf } from './hostile/people.ts';
import { knownAt, type Values } from './hostile/values.ts';

const people = 2000;
let country: TestCountry;
let duck: Duck;
/** Every IIN and BIN of the files that came in, and the IIN among them. */
let all: Sought;
let persons: Sought;
/** One of them, put wherever a request can carry something. */
let aigul: string;
const replies: { where: string; status: number; text: string }[] = [];

beforeAll(async () => {
  const boundariesFile = join(testFolder(), 'boundaries.json');
  writeFileSync(boundariesFile, '{"type":"FeatureCollection","features":[]}');
  country = await openTestCountry(people, { changes: { boundariesFile } });
  duck = await openDuck();
  // The same people and seed give the same bytes: these are the files that the country was made of.
  const { files } = await writeTestCountry(people, testFolder());
  const identifiers = new Set(files.flatMap(({ path }) => zstdDecompressSync(readFileSync(path)).toString().match(/(?<![\w.-])\d{12}(?![\w.-])/g) ?? []));
  all = seek(identifiers);
  persons = seek([...identifiers].filter(isIin));
  [aigul = ''] = persons.texts;
  await askEverything();
}, 600_000);
afterAll(async () => {
  duck.close();
  await country.close();
});

/** What an address may be filled with, so that as many as possible answer with rows. */
async function samples(): Promise<(path: string) => Record<string, string>> {
  const known = await listKnown(country);
  const first = (values: Values) => Object.fromEntries(Object.entries(values).flatMap(([name, [value]]) => (value === undefined || typeof value === 'object' ? [] : [[name, String(value)]])));
  const task = await uploadSomething(country);
  return (path) => ({
    ...first(knownAt(known, path.replace(/:(\w+)/g, '{$1}'))), taskId: task, ...(path === '/api/weekly-sheet.:format' ? { format: 'pdf' } : {}),
  });
}

const fieldsOf = (schema: Route['endpoint']['query']): string[] => Object.keys((jsonSchema(schema, 'input') as { properties?: object }).properties ?? {});

/** Every endpoint as many readers, as it is meant, and with an identifier wherever something can be said. */
async function askEverything(): Promise<void> {
  const knownFor = await samples();
  // Who has written a draft sees it, and nobody else does.
  const author = (await listOfficers(country)).find(({ name }) => name === 'zhanar.tursynqyzy')!;
  const actors: Actor[] = [nobody, operator('test'), asActor('auditor', { place: 0 }), asActor('employment-centre', { place: 0 }), asActor('steward', { place: 0 }), author];
  const fill = (path: string, value: (name: string) => string): string => path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(value(name)));
  for (const { endpoint: { method, path, query, upload } } of country.routes) {
    const known = knownFor(path);
    const fields = fieldsOf(query);
    const right = new URLSearchParams(fields.filter((field) => known[field] !== undefined).map((field): [string, string] => [field, known[field]!]));
    const addresses = [
      `${fill(path, (name) => known[name] ?? 'none')}?${right}`,
      fill(path, () => aigul),
      ...fields.map((field) => `${fill(path, (name) => known[name] ?? 'none')}?${new URLSearchParams({ ...Object.fromEntries(right), [field]: aigul })}`),
      `${fill(path, (name) => known[name] ?? 'none')}?${aigul}=1`,
    ];
    const bodies = method === 'GET' || upload ? [undefined] : [undefined, { [aigul]: 1 }, { identifier: `${aigul}x`, purpose: aigul, note: aigul, signIn: aigul, name: aigul, password: aigul }];
    for (const actor of actors) for (const url of addresses) for (const body of bodies) {
      const reply = await country.ask(actor, method, url, body === undefined ? {} : { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
      keep(`${method} ${path}`, reply);
    }
  }
  await askOwn(author.account!);
}

function keep(where: string, reply: { statusCode: number; headers: object; body: string }): void {
  replies.push({ where, status: reply.statusCode, text: `${JSON.stringify(reply.headers)} ${reply.body}` });
}

/** What is answered to the holder of a session alone, about himself. */
async function askOwn(account: string): Promise<void> {
  const [front, headers] = [await country.openFront(), await sessionOf(country, account)];
  for (const { endpoint: { method, path } } of country.routes.filter(({ endpoint }) => endpoint.method === 'GET' && endpoint.path.startsWith('/api/me/'))) {
    for (const query of ['', `?${aigul}=1`]) keep(`${method} ${path}`, await front.inject({ method: 'GET', url: `${path}${query}`, headers: { host: 'localhost', ...headers } }));
  }
}

/** What a country without another provider to sign in by has nothing to answer with. */
const nothingThere = ['GET /api/sign-in/oidc/return'];

const shown = (found: readonly FoundIdentifier[]): string[] => [...new Set(found.map(({ where, kind, near }) => `${where}: ${kind}: ${near}`))].slice(0, 20);

test('there is something to look for, and every address that only reads has answered', () => {
  expect(persons.texts.size).toBeGreaterThanOrEqual(people);
  expect(all.texts.size).toBeGreaterThan(persons.texts.size);
  const reads = country.routes.filter(({ endpoint: { method } }) => method === 'GET').map(({ endpoint: { path } }) => `GET ${path}`);
  const answered = new Set(replies.filter(({ status }) => status === 200).map(({ where }) => where));
  expect(reads.filter((where) => !answered.has(where)).toSorted()).toEqual(nothingThere);
});

test('organisations stand by their BIN in the evidence alone, where the search finds them', () => {
  const found = replies.flatMap(({ where, text }) => findIdentifiers(where, text, all)).filter(({ kind }) => kind === 'known');
  expect([...new Set(found.map(({ where }) => where))]).toEqual(['GET /api/evidence.:format']);
});

test('no reply shows a person’s identifier, not even one that the request brought', () => {
  expect(shown(replies.flatMap(({ where, text }) => findIdentifiers(where, text, persons)).filter(({ kind }) => kind === 'known'))).toEqual([]);
});

test('no line of the log holds an identifier', () => {
  expect(country.logged.length).toBeGreaterThan(replies.length / 2);
  expect(shown(country.logged.flatMap((line) => findIdentifiers('log', line, all)))).toEqual([]);
});

test('no table of the database holds an identifier', async () => {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm', 'p') and n.nspname !~ '^(pg_|information_schema$)' order by 1`.execute(country.app.db);
  let bytes = 0;
  const found: FoundIdentifier[] = [];
  for (const { name } of tables) {
    const { rows } = await asSystem(country.app.db, (transaction) => sql<{ text: string | null }>`select t::text as text from ${sql.raw(name)} as t`.execute(transaction));
    const text = rows.map((row) => row.text ?? '').join('\n');
    bytes += text.length;
    found.push(...findIdentifiers(name, text, all));
  }
  expect(bytes).toBeGreaterThan(1_000_000);
  expect(shown(found)).toEqual([]);
});

test('no file of the data folder holds an identifier, neither in its bytes nor unpacked', async () => {
  let unpacked = 0;
  const found = await findInFolder(country.app.config.dataFolder, all, (path) => (path.endsWith('.parquet') ? parquetText(path, () => (unpacked += 1)) : undefined));
  expect(unpacked).toBeGreaterThan(10);
  expect(shown(found.filter(({ kind }) => kind === 'known'))).toEqual([]);
  expect(readdirSync(join(country.app.config.dataFolder, 'vault', '1')).length).toBeGreaterThan(0);
});

async function parquetText(path: string, tell: () => void): Promise<string> {
  const rows = await duck.rows<{ text: string }>(`select t::varchar as text from read_parquet(${textLiteral(path)}) as t`);
  tell();
  return rows.map(({ text }) => text).join('\n');
}

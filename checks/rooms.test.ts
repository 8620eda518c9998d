import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listFiles, listSources, repository } from './sources.ts';
import type { Import, Source } from './sources.ts';

/** Which room may use which: each those before it, through their doors. */
const rooms = ['reference', 'contradictions', 'people', 'accounts', 'employers', 'registers', 'employment', 'projects', 'pledges', 'demand', 'findings', 'oversight', 'publishing', 'closing', 'reporting', 'demo'];

const sources = listSources();
const isTest = ({ path }: Source) => path.endsWith('.test.ts');
const isScreen = (path: string) => /^rooms\/\w+\/screens\//.test(path);
const isProduct = (source: Source) => !isTest(source) && !/^(checks|journeys|bench)\//.test(source.path);
const isBrowser = ({ path }: Source) => path.startsWith('web/') || isScreen(path);
const roomOf = (path: string) => /^rooms\/(\w+)\//.exec(path)?.[1];
/** A naive reading may read the text itself. */
const isReadNaively = (path: string, target: string) => path.includes('/naive/') && /^docs\/\w+\.md$/.test(target);
const doors = rooms.map((room) => `rooms/${room}/door.ts`);

/** Lines `who → what` of the imports that `may` does not allow, among the files that `whose` picks. */
function strays(whose: (source: Source) => boolean, may: (one: Import & { readonly target: string }, source: Source) => boolean): string[] {
  return sources.filter(whose).flatMap((source) =>
    source.imports
      .filter((one): one is Import & { target: string } => one.target !== undefined)
      .filter((one) => !may(one, source))
      .map((one) => `${source.path} → ${one.written}`));
}

/** The same for packages and Node's own modules. */
function strayPackages(whose: (source: Source) => boolean, may: (name: string, source: Source) => boolean): string[] {
  return sources.filter(whose).flatMap((source) =>
    source.imports.filter(({ target, written }) => target === undefined && !may(written, source)).map(({ written }) => `${source.path} → ${written}`));
}

test('the table of rooms holds every room, and each has a door that package.json names', () => {
  expect(listFiles('rooms/*').map((path) => path.slice('rooms/'.length))).toEqual(rooms.toSorted());
  const { imports } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { imports: Record<string, string> };
  const named = Object.entries(imports).filter(([alias]) => !alias.includes('*'));
  expect(named.toSorted()).toEqual(rooms.map((room) => [`#${room}`, `./rooms/${room}/door.ts`]).toSorted());
});

test('nothing is imported from outside the repository, nor under a name that is made at run time', () => {
  expect(strays(() => true, ({ target }) => !target.startsWith('..') && !target.startsWith('#'))).toEqual([]);
  expect(strayPackages(() => true, (name) => !/^(\/|file:|https?:)/.test(name))).toEqual([]);
  const hidden = sources.filter((source) => isProduct(source) && /\bimport\((?!\s*(['"])[^'"]*\1\s*\))/.test(source.text));
  expect(hidden.map(({ path }) => path)).toEqual([]);
});

test('kernel knows nothing but itself and the shapes of zod', () => {
  const kernel = ({ path }: Source) => path.startsWith('kernel/');
  expect(strays(kernel, ({ target }) => target.startsWith('kernel/'))).toEqual([]);
  expect(strayPackages((source) => kernel(source) && !isTest(source), (name) => name === 'zod')).toEqual([]);
});

test('platform knows kernel, and no room', () => {
  expect(strays(({ path }) => path.startsWith('platform/'), ({ target }) => /^(kernel|platform|db)\/|^$/.test(target))).toEqual([]);
});

test('a room uses another through its door only, and downwards only', () => {
  const server = ({ path }: Source) => roomOf(path) !== undefined && !isScreen(path);
  expect(strays(server, ({ target }, { path }) => {
    if (/^(kernel|platform)\//.test(target) || isReadNaively(path, target)) return true;
    const [own = '', other] = [roomOf(path), roomOf(target)];
    // A test may come in through the door, as other rooms do.
    if (own === other) return !isScreen(target) && (target !== `rooms/${own}/door.ts` || path.endsWith('.test.ts'));
    return doors.includes(target) && rooms.indexOf(other ?? '') < rooms.indexOf(own);
  })).toEqual([]);
});

test('a door only hands out what lies behind it', () => {
  const doing = sources.filter(({ path }) => doors.includes(path))
    .filter(({ text }) => text.split('\n').some((line) => !/^(export (type )?\{.*\} from '\.\/([\w-]+\/)?[\w-]+\.ts';)?$/.test(line)));
  expect(doing.map(({ path }) => path)).toEqual([]);
});

test('app.ts knows the doors, commands know the app, and main.ts the commands', () => {
  const ground = /^(kernel|platform)\//;
  expect(strays(({ path }) => path === 'app.ts', ({ target }) => ground.test(target) || doors.includes(target))).toEqual([]);
  expect(strays(({ path }) => path.startsWith('commands/'), ({ target }) => ground.test(target) || doors.includes(target) || /^(app\.ts|commands\/)/.test(target))).toEqual([]);
  expect(strays(({ path }) => path === 'main.ts', ({ target }) => ground.test(target) || /^(app\.ts|commands\/)/.test(target))).toEqual([]);
});

test('what runs in the browser never reaches the code of the server', () => {
  const nowhereElse: Readonly<Record<string, RegExp>> = {
    // The one file that knows every page, and the one that knows every word.
    'web/router.tsx': /^rooms\/\w+\/screens\//,
    // A page that two rooms draw together.
    'web/pages/project.tsx': /^rooms\/(pledges|projects)\/screens\//,
    'web/pages/reconciliation.tsx': /^rooms\/(closing|oversight)\/screens\//,
    'web/pages/pledge.tsx': /^rooms\/(pledges|closing|findings|oversight)\/screens\//,
    'web/words.ts': /^rooms\/[\w*]+\/words\//,
  };
  const shared = /^(kernel|web)\//;
  expect(strays(isBrowser, ({ target }, { path }) => {
    if (shared.test(target) || nowhereElse[path]?.test(target)) return true;
    // The shell knows contracts; a screen knows its room's, and other files of its room that are as pure.
    return /^rooms\/\w+\/([\w-]+-)?contract\.ts$/.test(target) ? !isScreen(path) || roomOf(path) === roomOf(target) : isScreen(path) && roomOf(path) === roomOf(target);
  })).toEqual([]);
  const ofServer = /^(node:|@duckdb|@electric-sql|@fastify|fastify|kysely|pg$|pino)/;
  expect(strayPackages((source) => isBrowser(source) && !isTest(source), (name) => !ofServer.test(name))).toEqual([]);
});

test('a file of a room that reaches the browser is pure, with all that it imports', () => {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const reached = new Set<string>();
  const follow = ({ imports }: Source): void => {
    for (const { target } of imports) {
      const next = target === undefined || isScreen(target) || !target.startsWith('rooms/') ? undefined : byPath.get(target);
      if (next === undefined || reached.has(next.path)) continue;
      reached.add(next.path);
      follow(next);
    }
  };
  sources.filter((source) => isBrowser(source) && !isTest(source)).forEach(follow);
  expect(reached).toContain('rooms/pledges/contract.ts');
  const isReached = ({ path }: Source) => reached.has(path);
  expect(strays(isReached, ({ target }, { path }) => target.startsWith('kernel/') || (roomOf(target) === roomOf(path) && !isScreen(target)))).toEqual([]);
  expect(strayPackages(isReached, (name) => name === 'zod')).toEqual([]);
});

test('what serves the tests alone is imported by tests alone', () => {
  const serves = (path: string) => path.endsWith('/testing.ts') || path.includes('/naive/') || path.endsWith('.test.ts');
  const product = (source: Source) => isProduct(source) && !serves(source.path);
  expect(strays(product, ({ target }) => !serves(target) && !/^(checks|journeys|bench)\//.test(target))).toEqual([]);
  const forTests = /^(vitest|fast-check|playwright-core|autocannon|axe-core)\b/;
  expect(strayPackages((source) => product(source) && !source.path.endsWith('.config.ts'), (name) => !forTests.test(name))).toEqual([]);
});

test('a naive reading owes nothing to the code that it is held against', () => {
  expect(strays(({ path }) => path.includes('/naive/'), ({ target }, { path }) => {
    if (target.includes('/naive/') || isReadNaively(path, target) || target.startsWith('kernel/')) return true;
    // load.ts puts the same rows into DuckDB for the steps, and speaks to it.
    return path.endsWith('/load.ts') && target === 'platform/duck.ts';
  })).toEqual([]);
});

test('no files import each other in a circle', () => {
  const targets = new Map(sources.map(({ path, imports }) => [path, imports.map(({ target }) => target).filter((target) => target !== undefined && target !== path)]));
  const under = new Set<string>();
  const done = new Set<string>();
  /** The circle that a walk from the file runs into, if it does. */
  const walk = (path: string): string | undefined => {
    if (done.has(path)) return undefined;
    if (under.has(path)) return [...[...under].slice([...under].indexOf(path)), path].join(' → ');
    under.add(path);
    const circle = (targets.get(path) ?? []).map((target) => walk(target!)).find((found) => found !== undefined);
    under.delete(path);
    done.add(path);
    return circle;
  };
  expect([...targets.keys()].map(walk).filter((circle) => circle !== undefined)).toEqual([]);
});

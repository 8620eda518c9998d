import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { ages, readConfig } from '#platform/config.ts';
import { keepers } from '../app.ts';
import { definition } from '../rooms/pledges/compute.ts';
import { codeOf, listDocuments, readText, rowsOf, sectionOf } from './markdown.ts';
import { listFiles, listSources, repository } from './sources.ts';

const documents = listDocuments();

function helpOf(...args: string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['main.ts', ...args, '--help'], { cwd: repository, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

/** The anchor that a heading gets: small letters, hyphens for spaces, no punctuation. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map((found) => (found[1] ?? '').toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-'));
}

test('every link of a document leads to a file, and to a heading where it names one', () => {
  const broken = documents.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((found) => found[1] ?? '').filter((link) => !/^[a-z]+:/.test(link)).filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : normalize(join(dirname(path), file));
      if (!existsSync(join(repository, target))) return true;
      return anchor !== undefined && !anchorsOf(readText(target)).includes(anchor);
    }).map((link) => `${path}: ${link}`));
  expect(broken).toEqual([]);
});

test('every file that a document names is there', () => {
  const folders = listFiles('*/').map((path) => path.replace(/\/$/, '')).filter((path) => !path.startsWith('.'));
  const named = documents.flatMap(({ path, text }) =>
    codeOf(text).filter((code) => /^[\w.*-]+\/[\w.*/-]*$/.test(code) && folders.includes(code.split('/')[0] ?? '')).map((code) => ({ path, code })));
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter(({ code }) => listFiles(code.replace(/\/$/, '')).length === 0)).toEqual([]);
});

test('the maps show every room and every folder, and nothing that is not there', () => {
  const inReadme = rowsOf(sectionOf(readText('README.md'), 'The map')).slice(1).flatMap(([room = '']) => codeOf(room));
  expect(inReadme.toSorted()).toEqual(listFiles('rooms/*'));
  const inArchitecture = rowsOf(sectionOf(readText('ARCHITECTURE.md'), 'Layout')).slice(1).flatMap(([where = '']) => codeOf(where));
  expect(inArchitecture.filter((where) => !existsSync(join(repository, where)))).toEqual([]);
  const tops = [...new Set(listSources().map(({ path }) => (path.includes('/') ? `${path.split('/')[0]}/` : path)))].filter((top) => !top.endsWith('.config.ts'));
  expect(tops.filter((top) => !inArchitecture.includes(top))).toEqual([]);
});

test('every command that a document shows exists, with its options', { timeout: 60_000 }, () => {
  const known = [...helpOf().matchAll(/^ {2}([\w-]+) /gm)].map((found) => found[1] ?? '');
  expect(known).toContain('import');
  const shown = documents.flatMap(({ path, text }) => codeOf(text).flatMap((code) =>
    [...code.matchAll(/(?:(?<![=\w])jumys|node main\.ts) ([a-z]+(?:-[a-z]+)*)([^|>]*)/g)].map(([, command = '', rest = '']) => ({ path, command, options: rest.match(/--[a-z-]+/g) ?? [] }))));
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.filter(({ command }) => !known.includes(command))).toEqual([]);
  const helps = new Map([...new Set(shown.filter(({ options }) => options.length > 0).map(({ command }) => command))].map((command) => [command, helpOf(command)]));
  expect(shown.filter(({ command, options }) => options.some((option) => option !== '--help' && !helps.get(command)?.includes(option)))).toEqual([]);
});

test('every npm script that a document shows exists', () => {
  const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> };
  const shown = documents.flatMap(({ path, text }) => codeOf(text).flatMap((code) =>
    [...code.matchAll(/\bnpm (?:run (?:--silent )?(\w+)|(start|test)\b)/g)].map((found) => ({ path, script: found[1] ?? found[2] ?? '' }))));
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.filter(({ script }) => scripts[script] === undefined)).toEqual([]);
});

const settingName = /\b(?:JUMYS_[A-Z_]+|DATABASE_URL|PORT|PG[A-Z]+|XDG_[A-Z_]+)\b/g;

test('docs/running.md and the code know the same settings', () => {
  const inCode = new Set(readText('platform/config.ts').match(/'([A-Z][A-Z_]+)'/g)?.map((name) => name.slice(1, -1)));
  const inDocument = new Set(codeOf(readText('docs/running.md')).flatMap((code) => code.match(settingName) ?? []));
  expect([...inDocument].toSorted()).toEqual([...inCode].toSorted());
});

test('a setting that any document names is read somewhere, and the help names only known ones', () => {
  const inCode = listSources().filter(({ path }) => path !== 'checks/documents.test.ts').map(({ text }) => text).join('\n');
  const named = documents.flatMap(({ path, text }) => codeOf(text).flatMap((code) => code.match(settingName) ?? []).map((name) => ({ path, name })));
  expect(named.filter(({ name }) => !inCode.includes(`'${name}'`))).toEqual([]);
  const settings = new Set(codeOf(readText('docs/running.md')).flatMap((code) => code.match(settingName) ?? []));
  expect((readText('commands/command-line.ts').match(settingName) ?? []).filter((name) => !settings.has(name))).toEqual([]);
});

test('the help names every setting that docs/running.md has a line for', { timeout: 60_000 }, () => {
  const listed = rowsOf(sectionOf(readText('docs/running.md'), 'Settings')).slice(1).flatMap(([name = '']) => codeOf(name));
  expect(listed.length).toBeGreaterThan(25);
  const named = new Set(helpOf().match(settingName));
  expect(listed.filter((name) => !named.has(name))).toEqual([]);
});

test('the defaults in docs/running.md are those of the code', () => {
  const { port, demoPeople, maxUnpackedBytes, memoryLimit, demo, databaseUrl, boundariesFile } = readConfig({ HOME: '/' });
  const told = new Map(rowsOf(readText('docs/running.md')).map(([name = '', , otherwise = '']) => [name.replaceAll('`', ''), otherwise.replaceAll('`', '')]));
  expect(['PORT', 'JUMYS_DEMO_PEOPLE', 'JUMYS_MAX_UNPACKED', 'JUMYS_MEMORY', 'JUMYS_DEMO'].map((name) => told.get(name)))
    .toEqual([String(port), String(demoPeople), String(maxUnpackedBytes), memoryLimit, demo ? 'on' : 'off']);
  expect([databaseUrl, boundariesFile]).toEqual([undefined, undefined]);
});

test('docs/keeping.md has a line for each kind of row that is deleted by age, with the days that it is kept', () => {
  const { keep } = readConfig({ HOME: '/' });
  const told = rowsOf(sectionOf(readText('docs/keeping.md'), 'What is deleted')).slice(1).map(([what = '', , kept = '']) => ({ what: codeOf(what)[0] ?? what, kept }));
  expect(told.map(({ what }) => what).filter((what) => what !== 'uploaded files').toSorted()).toEqual(keepers.map(({ what }) => what).toSorted());
  for (const { what, days } of keepers) {
    const { kept } = told.find((one) => one.what === what)!;
    const age = days(keep);
    if (kept !== 'as sessions') expect(kept, what).toMatch(age === 1827 ? /^5 years/ : new RegExp(`^${age} days?`));
  }
  const settings = new Map(rowsOf(sectionOf(readText('docs/running.md'), 'Settings')).map(([name = '', text = '', otherwise = '']) => [codeOf(name)[0], { text, otherwise }]));
  for (const [setting, otherwise, least, most] of Object.values(ages)) {
    expect(settings.get(setting)?.otherwise, setting).toBe(`\`${otherwise}\``);
    expect(settings.get(setting)?.text, setting).toContain(`${least} to ${most}`);
  }
});

test('the version of the definition is that of the steps', () => {
  expect(/definition (\d+\.\d+)$/m.exec(readText('docs/evidence.md'))?.[1]).toBe(definition);
});

/** The rules that a text speaks of: `rule 6d`, `rules 9, 11, 12`, `rules 10 to 12, 18`. */
function rulesIn(text: string): Set<number> {
  const lists = [...text.matchAll(/\brules? (\d+[a-d]?(?:(?:, | and | to )\d+[a-d]?)*)/gi)].map((found) => found[1] ?? '');
  return new Set(lists.flatMap((list) => list.split(/, | and /)).flatMap((part) => {
    const [first = 0, last = first] = part.split(' to ').map((number) => Number.parseInt(number, 10));
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  }));
}

test('each rule of the evidence is listed with the files that compute it, and they say so', () => {
  const rules = [...readText('docs/evidence.md').matchAll(/^(\d+)\. \*\*/gm)].map((found) => Number(found[1]));
  const listed = rowsOf(sectionOf(readText('ARCHITECTURE.md'), 'Where each rule lives')).slice(1)
    .map(([rule = '', ...cells]) => ({ rule: Number.parseInt(rule, 10), files: cells.flatMap((cell) => cell.match(/rooms\/[\w./-]+/g) ?? []) }));
  expect(listed.map(({ rule }) => rule)).toEqual(rules);
  const silent = listed.flatMap(({ rule, files }) => files.filter((file) => !rulesIn(readText(file)).has(rule)).map((file) => `${rule}: ${file}`));
  expect(silent).toEqual([]);
});

test('a step of the evidence that speaks of a rule is listed under it, or under another', () => {
  const listed = readText('ARCHITECTURE.md');
  const steps = listFiles('rooms/{employment,pledges}/steps/*.sql').filter((path) => /^-- rules? \d/i.test(readText(path)));
  expect(steps.length).toBeGreaterThan(8);
  expect(steps.filter((path) => !listed.includes(path))).toEqual([]);
});

test('a decision is dated and says its context, what was decided, and what follows', () => {
  const decisions = documents.filter(({ path }) => path.startsWith('docs/decisions/'));
  expect(decisions.length).toBeGreaterThan(5);
  expect(decisions.filter(({ path, text }) => !/\/\d{4}-\d\d-\d\d-[a-z-]+\.md$/.test(path) || !/^# .*\n\n.*\n\n## Context\n[\s\S]*\n## Decision\n[\s\S]*\n## Consequences\n/.test(text))).toEqual([]);
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog } from '#platform/log.ts';
import { codeOf, readText, rowsOf, sectionOf } from './markdown.ts';
import { listSources, repository, type Source } from './sources.ts';

/** OWASP ASVS 5.0.0: of each section the numbers of its requirements of level 1, and of level 2. Level 3 is not held against. */
const standard: Readonly<Record<string, readonly [readonly number[], readonly number[]]>> = {
  '1.1': [[], [1, 2]], '1.2': [[1, 2, 3, 4, 5], [6, 7, 8, 9]], '1.3': [[1, 2], [3, 4, 5, 6, 7, 8, 9, 10, 11]], '1.4': [[], [1, 2, 3]], '1.5': [[1], [2]],
  '2.1': [[1], [2, 3]], '2.2': [[1, 2], [3]], '2.3': [[1], [2, 3, 4]], '2.4': [[], [1]],
  '3.2': [[1, 2], []], '3.3': [[1], [2, 3, 4]], '3.4': [[1, 2], [3, 4, 5, 6]], '3.5': [[1, 2, 3], [4, 5]], '3.7': [[], [1, 2]],
  '4.1': [[1], [2, 3]], '4.2': [[], [1]], '4.3': [[], [1, 2]], '4.4': [[1], [2, 3, 4]],
  '5.1': [[], [1]], '5.2': [[1, 2], [3]], '5.3': [[1, 2], []], '5.4': [[], [1, 2, 3]],
  '6.1': [[1], [2, 3]], '6.2': [[1, 2, 3, 4, 5, 6, 7, 8], [9, 10, 11, 12]], '6.3': [[1, 2], [3, 4]], '6.4': [[1, 2], [3, 4]], '6.5': [[], [1, 2, 3, 4, 5]],
  '6.6': [[], [1, 2, 3]], '6.8': [[], [1, 2, 3, 4]],
  '7.1': [[], [1, 2, 3]], '7.2': [[1, 2, 3, 4], []], '7.3': [[], [1, 2]], '7.4': [[1, 2], [3, 4, 5]], '7.5': [[], [1, 2]], '7.6': [[], [1, 2]],
  '8.1': [[1], [2]], '8.2': [[1, 2], [3]], '8.3': [[1], []], '8.4': [[], [1]],
  '9.1': [[1, 2, 3], []], '9.2': [[1], [2, 3, 4]],
  '10.1': [[], [1, 2]], '10.2': [[], [1, 2]], '10.3': [[], [1, 2, 3, 4]], '10.4': [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]], '10.5': [[], [1, 2, 3, 4, 5]], '10.6': [[], [1, 2]],
  '10.7': [[], [1, 2, 3]],
  '11.1': [[], [1, 2]], '11.2': [[], [1, 2, 3]], '11.3': [[1, 2], [3]], '11.4': [[1], [2, 3, 4]], '11.5': [[], [1]], '11.6': [[], [1]],
  '12.1': [[1], [2, 3]], '12.2': [[1, 2], []], '12.3': [[], [1, 2, 3, 4]],
  '13.1': [[], [1]], '13.2': [[], [1, 2, 3, 4, 5]], '13.3': [[], [1, 2]], '13.4': [[1], [2, 3, 4, 5]],
  '14.1': [[], [1, 2]], '14.2': [[1], [2, 3, 4]], '14.3': [[1], [2, 3]],
  '15.1': [[1], [2, 3]], '15.2': [[1], [2, 3]], '15.3': [[1], [2, 3, 4, 5, 6, 7]],
  '16.1': [[], [1]], '16.2': [[], [1, 2, 3, 4, 5]], '16.3': [[], [1, 2, 3, 4]], '16.4': [[], [1, 2, 3]], '16.5': [[], [1, 2, 3]],
  '17.1': [[], [1]], '17.2': [[], [1, 2, 3, 4]], '17.3': [[], [1, 2]],
};

const security = readText('SECURITY.md');
const asvs = readText('docs/asvs.md');
const requirements = rowsOf(asvs).filter(([id = '']) => /^V\d/.test(id)).map(([id = '', level = '', what = '', status = '', by = '']) => ({ id, level, what, status, by }));
const filesIn = (text: string): string[] => codeOf(text).filter((code) => /^[\w-]+(?:\/[\w.-]+)*\.(?:tsx?|sql|json|md)$/.test(code));
const isThere = (path: string): boolean => existsSync(join(repository, path));

test('each requirement of levels 1 and 2 of ASVS 5.0.0 stands in docs/asvs.md once, in its order, with its level', () => {
  const expected = Object.entries(standard).flatMap(([section, levels]) =>
    levels.flatMap((numbers, at) => numbers.map((number) => ({ section, number, row: `V${section}.${number} ${at + 1}` }))));
  // What the standard counts itself.
  expect([expected.length, expected.filter(({ row }) => row.endsWith(' 1')).length]).toEqual([253, 70]);
  expect(requirements.map(({ id, level }) => `${id} ${level}`)).toEqual(expected.map(({ row }) => row));
});

test('what is met names a test, a document or a line of the checklist; what does not apply, a reason', () => {
  const steps = [...sectionOf(security, 'For whoever runs it').matchAll(/^(\d+)\. /gm)].map((found) => Number(found[1]));
  expect(steps).toEqual(steps.map((_, at) => at + 1));
  const wrong = requirements.filter(({ what, status, by }) => {
    const named = [...by.matchAll(/checklist (\d+)(?: and (\d+))?/g)].flatMap(([, ...numbers]) => numbers.filter((number) => number !== undefined).map(Number));
    if (what.split(' ').length > 12 || by === '' || named.some((number) => !steps.includes(number))) return true;
    if (status === 'met') return filesIn(by).length === 0 && named.length === 0 && !by.includes('](');
    return status !== 'not met' && status !== 'does not apply';
  });
  expect(wrong).toEqual([]);
});

test('what is not met is said in the list, and nothing else is', () => {
  const listed = [...sectionOf(asvs, 'Not met').matchAll(/^- \*\*(V[\d.]+)\*\* .{20,}$/gm)].map((found) => found[1] ?? '');
  expect(listed.toSorted()).toEqual(requirements.filter(({ status }) => status === 'not met').map(({ id }) => id).toSorted());
});

test('every file that the two documents name is there, and every promise names tests', () => {
  const named = [...filesIn(security), ...filesIn(asvs)];
  expect(named.length).toBeGreaterThan(200);
  expect(named.filter((path) => !isThere(path))).toEqual([]);
  const promises = rowsOf(sectionOf(security, 'What is promised')).slice(1);
  expect(promises.length).toBeGreaterThan(20);
  expect(promises.filter(([, tests = '']) => filesIn(tests).length === 0 || filesIn(tests).some((path) => !path.endsWith('.test.ts')))).toEqual([]);
  expect(security.split('\n').length).toBeLessThan(200);
});

/** What runs when the system does; `server` of it, not in a browser. */
const product = listSources().filter(({ path }) => /^(?:app|main)\.ts$|^(?:kernel|platform|rooms|commands|web)\//.test(path) && !/\.test\.tsx?$|testing\.ts$|\/naive\//.test(path));
const isPage = ({ path }: Source): boolean => path.startsWith('web/') || path.includes('/screens/');
const server = product.filter((source) => !isPage(source));
const having = (sources: readonly Source[], shape: RegExp): string[] => sources.filter(({ text }) => shape.test(text)).map(({ path }) => path);

test('every file that uses cryptography stands in the inventory, and none uses what is broken', () => {
  const inventory = rowsOf(sectionOf(asvs, 'What the standard wants written down').split('### Keys and algorithms')[1]?.split('\n### ')[0] ?? '').slice(1).map(([file = '']) => codeOf(file)[0] ?? '');
  expect(inventory.toSorted()).toEqual(server.filter(({ imports }) => imports.some(({ written }) => /^(?:node:)?crypto$/.test(written))).map(({ path }) => path).toSorted());
  expect(having(product, /['"](?:md5|md4|sha-?1|ripemd\w*|des\b.*|rc4|bf)['"]|-ecb|-cbc|\bmd5\(|'SHA1'/i)).toEqual(['rooms/accounts/breached.ts', 'rooms/accounts/second-factor.ts']);
  expect(having(product, /Math\.random/)).toEqual([]);
});

/** Who may connect, and to what. Whoever is added here is added under "What it speaks to" in SECURITY.md. */
const connecting: Readonly<Record<string, string>> = {
  'platform/database.ts': 'PostgreSQL, as DATABASE_URL says',
  'platform/folder.ts': 'the name that marks a data folder as taken, on this machine',
  'platform/hand-over.ts': 'the socket in the data folder, from the command line to the running server',
  'platform/mail.ts': 'the mail server, as JUMYS_SMTP says',
  'rooms/accounts/oidc-provider.ts': 'the OpenID provider, as JUMYS_OIDC_ISSUER says',
  'rooms/accounts/signature-ncanode.ts': 'the operator’s NCANode, as JUMYS_NCANODE says',
};

test('the server starts no other program but the one that prints a key, and opens no connection but to those named here', () => {
  // By settings alone, and without a shell.
  expect(server.filter(({ imports }) => imports.some(({ written }) => written.includes('child_process'))).map(({ path }) => path)).toEqual(['platform/key-command.ts']);
  expect(having(server, /askForKey\(/).toSorted()).toEqual(['platform/key-command.ts', 'platform/signing-key.ts', 'rooms/people/key-file.ts']);
  expect(server.find(({ path }) => path === 'platform/key-command.ts')?.text).not.toMatch(/shell:/);
  expect(server.filter(({ path, imports }) => imports.some(({ written }) => /^node:(?:https|http2|tls|dgram|dns|inspector|vm|repl)|^(?:undici|got|axios|node-fetch|nodemailer|ws)\b/.test(written) && path !== 'platform/mail.ts')).map(({ path }) => path)).toEqual([]);
  expect(having(server, /from 'openid-client'|import\('nodemailer'\)|\bfetch\(|\bcreateConnection\(|new (?:pg\.)?(?:Pool|Client)\(|new (?:WebSocket|EventSource)\(|\bhttp\.(?:get|request)\(/).toSorted()).toEqual(Object.keys(connecting));
  expect(having(product, /import \{[^}]*\b(?:get|request)\b[^}]*\} from 'node:http'/)).toEqual([]);
  for (const { path, text } of server.filter((one) => one.path in connecting)) {
    for (const [, to] of text.matchAll(/\bcreateConnection\(\s*([^)]{0,40})/g)) expect(to, path).toMatch(/^\{ path: /);
  }
  expect(having(server, /\.redirect\(|['"]location['"]\s*[:,]/i)).toEqual([]);
});

/** Where expressions are built from words of our own tables; nothing that is asked or read ever gets into one. */
const buildsExpressions = ['figure', 'fraction', 'number-words', 'period', 'wording'].map((file) => `rooms/contradictions/${file}.ts`);

test('nothing that somebody wrote is run, built into an expression, or put into a page as anything but text', () => {
  expect(having(product, /\beval\(|new Function\(|\bFunction\(|setTimeout\(\s*['"`]/)).toEqual([]);
  expect(having(product, /new RegExp\(|\bRegExp\(/).filter((path) => !buildsExpressions.includes(path))).toEqual([]);
  expect(having(product, /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|srcDoc/)).toEqual([]);
  expect(having(product.filter(isPage), /javascript:|\bpostMessage\(|addEventListener\('message'|window\.open\(/)).toEqual([]);
});

test('the browser keeps which language and which purpose was chosen last, and nothing else', () => {
  expect(having(product, /\b(?:local|session)Storage\b|indexedDB|document\.cookie|caches\.open|serviceWorker/).toSorted()).toEqual(['web/purpose.ts', 'web/words.ts']);
});

test('a password is hidden as it is typed, and may be pasted or filled in by a manager', () => {
  const fields = product.filter(isPage).flatMap(({ path, text }) => [...text.matchAll(/<\w+[^<]*?autoComplete="(?:current|new)-password"[\s\S]*?\/>/g)].map(([field]) => ({ path, field })));
  expect(fields.length).toBeGreaterThan(2);
  expect(fields.filter(({ field }) => !/type=(?:"password"|\{shown \? 'text' : 'password'\})/.test(field))).toEqual([]);
  expect(having(product, /onPaste|onCopy/)).toEqual([]);
  const others = product.filter(isPage).flatMap(({ path, text }) => [...text.matchAll(/<\w+Input\b[^<]*?type="password"[\s\S]*?\/>|<PasswordInput\b[\s\S]*?\/>/g)].map(([field]) => ({ path, field })));
  expect(others.filter(({ field }) => !/autoComplete="(?:current|new)-password"/.test(field))).toEqual([]);
});

test('every package has an exact version and a digest, and runs nothing when it is installed', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readText('package.json')) as Record<string, Record<string, string>>;
  const inexact = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version));
  expect(inexact).toEqual([]);
  type Locked = { readonly integrity?: string; readonly resolved?: string; readonly hasInstallScript?: boolean; readonly link?: boolean };
  const { packages } = JSON.parse(readText('package-lock.json')) as { packages: Record<string, Locked> };
  const installed = Object.entries(packages).filter(([path]) => path !== '');
  expect(installed.length).toBeGreaterThan(100);
  const odd = installed.filter(([, { integrity, resolved, hasInstallScript, link }]) =>
    !integrity?.startsWith('sha512-') || hasInstallScript === true || link === true || (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')));
  expect(odd.map(([path]) => path)).toEqual([]);
});

test('what somebody sends cannot begin a line of the log', () => {
  const lines: string[] = [];
  openLog({ to: { write: (line) => void lines.push(line) } }).warn({ name: 'a\n{"level":"info"}\r\n\u2028b\u001b[2J' }, 'said\nmore');
  expect(lines).toHaveLength(1);
  expect([...'\n\r\u001b'].filter((sign) => lines[0]?.trimEnd().includes(sign))).toEqual([]);
});

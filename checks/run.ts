import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { glob } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findChromium } from './chromium.ts';
import { startTestServer } from './postgres.ts';

/**
 * `npm test`: every test, on the embedded database and on a PostgreSQL server, then the journeys in a real browser. What is
 * missing is installed through the system's package manager; where that cannot be, it is said and counted as a failure.
 * The last line is `N passed, N failed`.
 */
const root = new URL('../', import.meta.url).pathname;
const report = mkdtempSync(join(tmpdir(), 'jumys-tests-'));
const total = { passed: 0, failed: 0 };

function runVitest(name: string, args: readonly string[], env: Record<string, string> = {}): void {
  console.log(`\n${name}`);
  const outcome = join(report, `${name.replaceAll(' ', '-')}.json`);
  const run = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${outcome}`, ...args], {
    cwd: root, stdio: 'inherit', env: { ...process.env, ...env },
  });
  try {
    const counts = JSON.parse(readFileSync(outcome, 'utf8')) as { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number };
    total.passed += counts.numPassedTests;
    total.failed += counts.numFailedTests;
    // A file that does not load or a fault outside of any test fails the run without a failed test.
    if (run.status !== 0 && counts.numFailedTests === 0) total.failed += 1;
  } catch {
    total.failed += 1;
  }
}

function cannot(what: string): void {
  console.error(what);
  total.failed += 1;
}

type Where = 'both' | 'server' | 'embedded';

/**
 * Where a test file runs. One that opens a database, itself or through a file beside it, runs on both, unless it says that one
 * is enough: then on the server, which opens a fresh one sooner. The others, and one that says that it asks no server, have
 * nothing to gain from a second run.
 */
async function whereRuns(file: string, through = true): Promise<Where> {
  const text = await readFile(join(root, file), 'utf8');
  if (/^\/\/ One database is enough: /m.test(text)) return 'server';
  if (/^\/\/ No server is asked: /m.test(text)) return 'embedded';
  if (/openTest(Database|Ground|Country)|JUMYS_TEST_SERVER/.test(text)) return 'both';
  if (!through) return 'embedded';
  const beside = [...text.matchAll(/from '(\.{1,2}\/[^']+)'/g)].map(([, path]) => join(dirname(file), path!));
  return (await Promise.all(beside.map((path) => whereRuns(path, false)))).includes('both') ? 'both' : 'embedded';
}

const files = await Array.fromAsync(glob('{kernel,platform,rooms,commands,checks,web}/**/*.test.ts', { cwd: root }));
const where = new Map(await Promise.all(files.map(async (file) => [file, await whereRuns(file)] as const)));
const chosen = (...places: readonly Where[]): string[] => files.filter((file) => places.includes(where.get(file)!));

const server = startTestServer();
runVitest('embedded database', 'missing' in server ? [] : chosen('both', 'embedded'));
if ('missing' in server) cannot(`The tests did not run on a PostgreSQL server: ${server.missing}`);
else {
  runVitest('PostgreSQL server', chosen('both', 'server'), { JUMYS_TEST_SERVER: server.url });
}

const chromium = findChromium();
if ('missing' in chromium) cannot(`The journeys did not run: ${chromium.missing}`);
else {
  runVitest('journeys', ['--config', 'vitest.journeys.config.ts'], {
    JUMYS_CHROMIUM: chromium.path, ...('missing' in server ? {} : { JUMYS_TEST_SERVER: server.url }),
  });
}

if (!('missing' in server)) server.stop();
rmSync(report, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

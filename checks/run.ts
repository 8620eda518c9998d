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

/** The test files that open a database, themselves or through a file beside them: the others have nothing to gain from a second one, and some say that they have not. */
async function databaseTests(): Promise<string[]> {
  const files = await Array.fromAsync(glob('{kernel,platform,rooms,commands,checks}/**/*.test.ts', { cwd: root }));
  const opens = async (file: string, through: boolean): Promise<boolean> => {
    const text = await readFile(join(root, file), 'utf8');
    if (/^\/\/ One database is enough: /m.test(text)) return false;
    if (/openTest(Database|Ground|Country)|JUMYS_TEST_SERVER/.test(text)) return true;
    if (!through) return false;
    const beside = [...text.matchAll(/from '(\.{1,2}\/[^']+)'/g)].map(([, path]) => join(dirname(file), path!));
    return (await Promise.all(beside.map((path) => opens(path, false)))).includes(true);
  };
  const chosen = await Promise.all(files.map(async (file) => ((await opens(file, true)) ? file : undefined)));
  return chosen.filter((file) => file !== undefined);
}

runVitest('embedded database', []);

const server = startTestServer();
if ('missing' in server) cannot(`The tests did not run on a PostgreSQL server: ${server.missing}`);
else {
  runVitest('PostgreSQL server', await databaseTests(), { JUMYS_TEST_SERVER: server.url });
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

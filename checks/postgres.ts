import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages } from './packages.ts';

type Server = { url: string; stop(): void } | { missing: string };

const oldest = 15;

/** The binaries of the newest PostgreSQL server on this machine that is new enough. */
function findBinaries(): string | undefined {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).map(Number).filter((version) => version >= oldest).sort((a, b) => b - a) : [];
  return versions.map((version) => join(base, String(version), 'bin')).find((folder) => existsSync(join(folder, 'initdb')));
}

/**
 * A PostgreSQL server for the tests: JUMYS_TEST_SERVER, or one of our own in a temporary folder, started by an unprivileged
 * user (PostgreSQL refuses root), on a socket and port that nobody else has.
 */
export function startTestServer(): Server {
  const given = process.env['JUMYS_TEST_SERVER'];
  if (given !== undefined) return { url: given, stop: () => undefined };
  let binaries = findBinaries();
  if (binaries === undefined) {
    const problem = installPackages(['postgresql']);
    if (problem !== undefined) return { missing: `there is no PostgreSQL ${oldest} or newer, and ${problem}` };
    binaries = findBinaries();
  }
  if (binaries === undefined) return { missing: `the system's PostgreSQL is older than ${oldest}` };
  const folder = mkdtempSync(join(tmpdir(), 'jumys-postgres-'));
  const root = process.getuid?.() === 0;
  const as = (program: string, ...args: string[]) => {
    const command = [join(binaries!, program), ...args];
    // stdin and output closed: the server would otherwise hold on to them and keep the caller waiting.
    return spawnSync(root ? 'runuser' : command[0]!, root ? ['-u', 'postgres', '--', ...command] : command.slice(1), { stdio: 'ignore', cwd: folder });
  };
  if (root) {
    const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
    chownSync(folder, id('-u'), id('-g'));
  }
  chmodSync(folder, 0o700);
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const data = join(folder, 'data');
  if (as('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync').status !== 0) return { missing: 'initdb failed' };
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off -c max_connections=60`;
  if (as('pg_ctl', '-D', data, '-w', '-t', '60', '-o', options, '-l', join(folder, 'log'), 'start').status !== 0) return { missing: 'the server did not start' };
  // As docs/running.md has it: the program's role owns its databases and may make the role that readers take, and no more.
  // A superuser would pass by every policy and prove nothing of them.
  if (as('psql', '-U', 'postgres', '-h', '127.0.0.1', '-p', String(port), '-d', 'postgres', '-c', 'CREATE ROLE jumys LOGIN CREATEDB CREATEROLE').status !== 0) return { missing: 'no role could be made' };
  return {
    url: `postgresql://jumys@127.0.0.1:${port}/postgres`,
    stop() {
      as('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

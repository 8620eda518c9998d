import { spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testFolder } from '#platform/testing.ts';
import { company, csv, header, row } from './naive/sample.ts';

const folder = testFolder();
const data = join(folder, 'data');

/**
 * What the process does that is killed: opens the data folder as its owner would, says how many imports it finds, and imports
 * a file, telling every step on a line. At the step named by the second argument it stands still until it is killed: nothing
 * of it goes on then, not even what DuckDB or the database have begun to answer.
 */
const script = `
  import { operator } from '#kernel/actor.ts';
  import { openDatabase } from '#platform/database.ts';
  import { migrate } from '#platform/migrations.ts';
  import { readConfig } from '#platform/config.ts';
  import { importFile, listImports, sweepLeftovers } from '#registers';
  const [file, stop] = process.argv.slice(1);
  const config = readConfig(process.env);
  const { db, close } = await openDatabase(config);
  await migrate(db);
  await sweepLeftovers({ db, config });
  const tell = (text) => process.stdout.write(text + '\\n');
  tell('found ' + (await listImports(db, { page: 1, size: 1 })).total);
  const onProgress = ({ stage, done }) => {
    tell(stage + ' ' + done);
    if (stage + ' ' + done !== stop) return;
    tell('waiting');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  };
  tell(JSON.stringify(await importFile({ db, config, register: 'employers', file, by: operator('test'), onProgress })));
  await close();`;

/** Runs an import in a process of its own; with `kill` it is killed without warning as soon as that says so. */
async function importApart(file: string, options: { stop?: string; kill?: (told: string) => boolean } = {}): Promise<string[]> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, file, ...(options.stop === undefined ? [] : [options.stop])], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: { ...process.env, JUMYS_DATA: data, JUMYS_KEY: join(folder, 'key'), DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  child.stdout.on('data', (piece: Buffer) => {
    told += String(piece);
    if (options.kill?.(told)) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.once('close', resolve));
  return told.trim().split('\n');
}

/** Files that are kept or in the way, but those of the embedded database. */
function files(): string[] {
  return ['rows', 'superseded', 'vault', 'tmp'].filter((name) => existsSync(join(data, name))).flatMap((name) =>
    readdirSync(join(data, name), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name));
}

test('an import killed at any step leaves nothing visible, and completes when it is run again', async () => {
  const file = join(folder, 'employers.csv');
  writeFileSync(file, csv([header('employers'), ...Array.from({ length: 4000 }, (_, at) => row('employers', { employer: company(at), name: at % 10 === 0 ? '' : `n${at}` }))]));
  for (const stop of ['checking 0', 'keeping 2000', 'keeping 4000']) {
    const told = await importApart(file, { stop, kill: (text) => text.includes('waiting') });
    expect(told.slice(0, 1), stop).toEqual(['found 0']);
    expect(told.at(-1)).toBe('waiting');
  }
  // And at moments that nobody chose, up to and beyond its end.
  for (let delay = 0; delay < 2; delay += 1) {
    let armed = false;
    const told = await importApart(file, {
      kill(text) {
        if (!armed && text.includes('keeping 4000')) {
          armed = true;
          return delay === 0;
        }
        return delay > 0 && armed;
      },
    });
    if (told.at(-1)?.startsWith('{')) break;
    expect(told[0]).toBe('found 0');
    await pause(delay);
  }
  const again = await importApart(file);
  const found = Number(again[0]?.split(' ')[1]);
  const result = JSON.parse(again.at(-1) ?? '') as { records: number; accepted: number; rejected: number; duplicates: number };
  expect(result).toMatchObject({ records: 4000, rejected: 400 });
  expect(found === 0 ? result.accepted : result.duplicates).toBe(3600);
  const twice = JSON.parse((await importApart(file)).at(-1) ?? '') as object;
  expect(twice).toMatchObject({ accepted: 0, rejected: 400, duplicates: 3600 });
  // All that is left belongs to the one import that brought rows, and nothing that was begun lies about.
  expect(new Set(files()).size).toBe(1);
  expect(existsSync(join(data, 'rows', 'employers', files()[0] ?? ''))).toBe(true);
}, 240_000);

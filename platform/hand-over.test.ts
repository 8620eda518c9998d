// No server is asked: no database is opened.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeFolder } from './folder.ts';
import { findServer, handOver, serveCommands } from './hand-over.ts';
import type { CommandRequest } from './hand-over.ts';
import { testFolder } from './testing.ts';

const module = new URL('./hand-over.ts', import.meta.url).href;

function collect() {
  const got = { out: '', err: '' };
  const output = { out: async (text: string) => void (got.out += text), err: async (text: string) => void (got.err += text) };
  return { got, output };
}

test('A folder that no server owns takes no command', async () => {
  const folder = testFolder();
  expect(await handOver(folder, ['imports'])).toBeUndefined();
  const ownership = await takeFolder(folder, { role: 'command' });
  expect(await findServer(folder)).toBeUndefined();
  expect(await handOver(folder, ['imports'])).toBeUndefined();
  expect(await handOver(join(folder, 'not', 'there'), ['imports'])).toBeUndefined();
  await ownership.release();
});

test('A command that fails in the server ends with status 1 and a message without identifiers', async () => {
  const folder = testFolder();
  const ownership = await takeFolder(folder, { role: 'serve' });
  const commands = await serveCommands(ownership, async () => {
    throw new Error('cannot read 900101300123');
  });
  const { got, output } = collect();
  expect(await handOver(folder, ['import'], output)).toBe(1);
  expect(got).toEqual({ out: '', err: 'cannot read ************\n' });
  await commands.close();
  await ownership.release();
});

test('The running server gets the words and the folder of a command, and its output and status come back', async () => {
  const folder = join(testFolder(), 'x'.repeat(120));
  const ownership = await takeFolder(folder, { role: 'serve' });
  const requests: CommandRequest[] = [];
  const commands = await serveCommands(ownership, async (request, { out, err }) => {
    requests.push(request);
    for (let line = 0; line < 20_000; line++) out(`жол ${line}\n`);
    err('done\n');
    return 2;
  });
  expect((await stat(join(folder, 'socket'))).mode & 0o777).toBe(0o600);
  const { got, output } = collect();
  expect(await handOver(folder, ['import', 'persons', 'a b.csv'], output, 'a line')).toBe(2);
  expect(requests).toEqual([{ args: ['import', 'persons', 'a b.csv'], cwd: process.cwd(), input: 'a line' }]);
  expect(got.err).toBe('done\n');
  expect(got.out.split('\n').length).toBe(20_001);
  expect(got.out.endsWith('жол 19999\n')).toBe(true);
  await commands.close();
  await ownership.release();
});

test('A command whose client is killed is told to stop', async () => {
  const folder = testFolder();
  const ownership = await takeFolder(folder, { role: 'serve' });
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  let aborted = (): void => undefined;
  const stopped = new Promise<void>((resolve) => (aborted = resolve));
  const commands = await serveCommands(ownership, async (_request, _output, signal) => {
    begin();
    await once(signal, 'abort');
    aborted();
    return 1;
  });
  const script = `const { handOver } = await import(${JSON.stringify(module)}); await handOver(${JSON.stringify(folder)}, ['import']);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
  await begun;
  child.kill('SIGKILL');
  await stopped;
  await commands.close();
  await ownership.release();
});

test('A server that closes stops its running commands first, and their clients learn it', async () => {
  const folder = testFolder();
  const ownership = await takeFolder(folder, { role: 'serve' });
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const commands = await serveCommands(ownership, async (_request, { err }, signal) => {
    begin();
    await once(signal, 'abort');
    err('stopped\n');
    return 1;
  });
  const { got, output } = collect();
  const status = handOver(folder, ['import'], output);
  await begun;
  await commands.close();
  expect(await status).toBe(1);
  expect(got.err).toBe('stopped\n');
  await ownership.release();
});

import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { askForKey } from './key-command.ts';
import { testFolder } from './testing.ts';

/** A program that counts its runs, says something on standard error and does as it is told. */
function program(...lines: string[]): { path: string; runs(): number } {
  const folder = testFolder();
  const path = join(folder, 'print');
  writeFileSync(path, `#!/bin/sh\necho run >> ${folder}/runs\necho 'the secret of the vault' >&2\n${lines.join('\n')}\n`);
  chmodSync(path, 0o700);
  return { path, runs: () => (existsSync(join(folder, 'runs')) ? readFileSync(join(folder, 'runs'), 'utf8').split('\n').length - 1 : 0) };
}

test('a command that is not there, fails or prints nothing is refused by why, and what it said is not repeated', async () => {
  for (const [command, reason] of [
    [['/nowhere/vault'], 'ENOENT'], [[program('echo half-a-key; exit 3').path], '3'], [[program('exit 0').path], 'empty'], [[program('head -c 100000 /dev/zero').path], 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER'],
  ] as const) {
    const asked = askForKey(command);
    await expect(asked).rejects.toMatchObject({ code: 'key-command-failed', facts: { reason } });
    await expect(asked).rejects.not.toThrow(/secret|half-a-key/);
  }
});

test('it is asked once in a process’s life, at once or not, and anew when that is wanted or it has failed', async () => {
  const { path, runs } = program('echo a key');
  expect(await Promise.all([askForKey([path]), askForKey([path])])).toEqual(['a key\n', 'a key\n']);
  await askForKey([path]);
  expect(runs()).toBe(1);
  await askForKey([path], { fresh: true });
  expect(runs()).toBe(2);
  const failing = program('exit 1');
  await askForKey([failing.path]).catch(() => undefined);
  await askForKey([failing.path]).catch(() => undefined);
  expect(failing.runs()).toBe(2);
});

test('no shell reads the command: what would be one for a shell is an argument', async () => {
  const { path } = program('printf "%s|" "$@"');
  expect(await askForKey([path, 'a b', '$(id)', '; id', '*'])).toBe('a b|$(id)|; id|*|');
});

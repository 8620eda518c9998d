// No server is asked: these are about the data folder.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { findOwner, takeFolder } from './folder.ts';
import { testFolder } from './testing.ts';

const folderModule = new URL('./folder.ts', import.meta.url).href;

/** A process of its own that owns the folder until it is killed. */
async function ownInAnotherProcess(folder: string, role: 'serve' | 'command') {
  const script = `const { takeFolder } = await import(${JSON.stringify(folderModule)});
    await takeFolder(${JSON.stringify(folder)}, { role: '${role}' });
    process.stdout.write('mine'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

test('A second server is refused within two seconds, and told who owns the folder', async () => {
  const folder = testFolder();
  const child = await ownInAnotherProcess(folder, 'serve');
  const began = performance.now();
  await expect(takeFolder(folder, { role: 'serve' })).rejects.toMatchObject({ code: 'folder-in-use', facts: { pid: child.pid, role: 'serve' } });
  await expect(takeFolder(folder, { role: 'command' })).rejects.toMatchObject({ code: 'folder-in-use', facts: { pid: child.pid } });
  expect(performance.now() - began).toBeLessThan(2000);
  child.kill('SIGKILL');
});

test('A server is refused within two seconds even when the owner is stopped and cannot answer', async () => {
  const folder = testFolder();
  const child = await ownInAnotherProcess(folder, 'serve');
  child.kill('SIGSTOP');
  const began = performance.now();
  await expect(takeFolder(folder, { role: 'serve' })).rejects.toMatchObject({ code: 'folder-in-use' });
  expect(performance.now() - began).toBeLessThan(2500);
  child.kill('SIGKILL');
});

test('A folder is free at once when its owner is killed', async () => {
  const folder = testFolder();
  const child = await ownInAnotherProcess(folder, 'serve');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const ownership = await takeFolder(folder, { role: 'serve' });
  expect(await findOwner(folder)).toMatchObject({ pid: process.pid, role: 'serve' });
  await ownership.release();
  expect(await findOwner(folder)).toBeUndefined();
});

test('A command waits for another command', async () => {
  const folder = testFolder();
  const first = await takeFolder(folder, { role: 'command' });
  let second: Awaited<ReturnType<typeof takeFolder>> | undefined;
  const waiting = takeFolder(folder, { role: 'command' }).then((ownership) => (second = ownership));
  await pause(300);
  expect(second).toBeUndefined();
  await first.release();
  await waiting;
  expect(second?.owner.role).toBe('command');
  await second?.release();
});

test('A folder reached by another name is the same folder, and only its user may look into it', async () => {
  const folder = join(testFolder(), 'new', 'data');
  const ownership = await takeFolder(folder, { role: 'serve' });
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  await expect(takeFolder(`${folder}/../data/.`, { role: 'serve' })).rejects.toMatchObject({ code: 'folder-in-use' });
  await ownership.release();
});

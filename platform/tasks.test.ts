import { expect, test } from 'vitest';
import { Refusal } from '#kernel/refusal.ts';
import { cancelTask, findTask, listTasks, onTaskFault, startTask, stopTasks } from './tasks.ts';
import type { TaskProgress } from './tasks.ts';

/** Work that goes on until the test says how it ends. */
function held() {
  let report: (progress: TaskProgress) => void = () => undefined;
  let finish: (answer: string) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const task = startTask('import contracts.csv', (tell, signal) => {
    report = tell;
    return new Promise<string>((resolve, reject) => {
      finish = resolve;
      fail = reject;
      signal.addEventListener('abort', () => reject(new Error('interrupted')));
    });
  });
  return { ...task, report: (progress: TaskProgress) => report(progress), finish: (answer: string) => finish(answer), fail: (error: Error) => fail(error) };
}

test('A task that is refused tells the code and facts, and is no fault', async () => {
  const faults: string[] = [];
  onTaskFault((what) => faults.push(what));
  const task = startTask('import', async () => {
    throw new Refusal('wrong-header', 422, { column: 'iin' });
  });
  await expect(task.result).rejects.toThrow(Refusal);
  expect(findTask(task.id)).toMatchObject({ state: 'refused', refused: { code: 'wrong-header', facts: { column: 'iin' } } });
  expect(faults).toEqual([]);
});

test('A task that fails is told to the log and to whoever asks, and does not end the process when nobody awaits it', async () => {
  const faults: [string, unknown][] = [];
  onTaskFault((what, error) => faults.push([what, error]));
  const fault = new Error('disk full');
  const { id } = startTask('evidence', async () => {
    throw fault;
  });
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(findTask(id)).toMatchObject({ state: 'failed', refused: null });
  expect(faults).toEqual([['evidence', fault]]);
});

test('A cancelled task is cancelled when its work has stopped, and can be cancelled once', async () => {
  const task = held();
  await Promise.resolve();
  expect(cancelTask(task.id)).toBe(true);
  await expect(task.result).rejects.toThrow('interrupted');
  expect(findTask(task.id)?.state).toBe('cancelled');
  expect(cancelTask(task.id)).toBe(false);
  expect(cancelTask('no such task')).toBe(false);
});

test('Stopping all tasks waits for work that goes on in spite of it', async () => {
  const stopped = held();
  const { promise, resolve } = Promise.withResolvers<void>();
  const stubborn = startTask('evidence', () => promise);
  await new Promise((passed) => setTimeout(passed, 10));
  let over = false;
  const stopping = stopTasks().then(() => { over = true; });
  await expect(stopped.result).rejects.toThrow('interrupted');
  await new Promise((passed) => setTimeout(passed, 10));
  expect([over, findTask(stopped.id)?.state, findTask(stubborn.id)?.state]).toEqual([false, 'cancelled', 'running']);
  resolve();
  await stopping;
  expect(findTask(stubborn.id)?.state).toBe('done');
});

test('A running task tells how far it is and how long it will take at its present speed', async () => {
  const task = held();
  await Promise.resolve();
  expect(findTask(task.id)).toMatchObject({ state: 'running', what: 'import contracts.csv', secondsLeft: null });
  task.report({ stage: 'reading', done: 0, total: 400, unit: 'rows' });
  expect(findTask(task.id)?.secondsLeft).toBeNull();
  await new Promise((resolve) => setTimeout(resolve, 50));
  task.report({ stage: 'reading', done: 100, total: 400, unit: 'rows' });
  const { secondsLeft } = findTask(task.id) ?? {};
  expect(secondsLeft).toBeGreaterThan(0.1);
  expect(secondsLeft).toBeLessThan(2);
  task.finish('all of it');
  expect(await task.result).toBe('all of it');
  expect(findTask(task.id)).toMatchObject({ state: 'done', stage: 'reading', done: 100, secondsLeft: null });
});

test('Running tasks are never forgotten, finished ones when a hundred newer are there', async () => {
  const running = held();
  const finished = startTask('old', async () => 1);
  await finished.result;
  for (let n = 0; n < 120; n++) await startTask(`new ${n}`, async () => n).result;
  expect(findTask(finished.id)).toBeUndefined();
  expect(findTask(running.id)?.state).toBe('running');
  expect(listTasks()[0]?.what).toBe('new 119');
  expect(listTasks().length).toBeLessThanOrEqual(100);
  await Promise.resolve();
  running.finish('done');
});

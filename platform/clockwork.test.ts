import { expect, test } from 'vitest';
import { startClockwork } from './clockwork.ts';

test('a turn that fails is told of, keeps no other from its own, and is taken again', async () => {
  const [told, failed, taken]: [string[], string[], number[]] = [[], [], []];
  const log = { info: (_: object, said: string) => void told.push(said), error: ({ said }: { said: string }) => void failed.push(said) } as unknown as Parameters<typeof startClockwork>[1];
  const stop = startClockwork([
    { said: 'fails', take: () => Promise.reject(new Error('no database')) },
    { said: 'nothing was due', take: () => Promise.resolve(0) },
    { said: 'something was', take: () => Promise.resolve(taken.push(1)) },
  ], log, 5);
  await expect.poll(() => taken.length).toBeGreaterThan(1);
  await stop();
  const [before] = [taken.length];
  await new Promise((resolve) => { setTimeout(resolve, 30); });
  expect(taken).toHaveLength(before);
  expect([new Set(told), new Set(failed)]).toEqual([new Set(['something was']), new Set(['fails'])]);
});

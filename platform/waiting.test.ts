import { expect, test } from 'vitest';
import { limitWaiting } from './waiting.ts';

const [aigul, askar, visitor] = [{ account: 'a', name: 'aigul' }, { account: 'b', name: 'askar' }, { account: null, name: 'visitor' }];

test('whoever has enough waiting is refused with how many that is, and nobody else is', () => {
  const enter = limitWaiting(2);
  enter(aigul);
  enter(aigul);
  expect(() => enter(aigul)).toThrow(expect.objectContaining({ code: 'too-many-waiting', status: 429, facts: { most: 2 } }) as Error);
  for (const other of [askar, visitor]) expect(() => enter(other)).not.toThrow();
});

test('what has ended makes room for one more, once however often it is said', () => {
  const enter = limitWaiting(1);
  const leave = enter(aigul);
  leave();
  leave();
  const again = enter(aigul);
  leave();
  expect(() => enter(aigul)).toThrow('too-many-waiting');
  again();
  expect(() => enter(aigul)).not.toThrow();
});

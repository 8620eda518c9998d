import { expect, test } from 'vitest';
import { checkPassword, hashPassword, isOutdated, nobodysPassword, verifyPassword } from './password.ts';

function weakness(password: string, signIn = 'aigerim'): unknown {
  try {
    checkPassword(password, signIn);
    return undefined;
  } catch (error) {
    return (error as { facts: { why: string } }).facts.why;
  }
}

test.each([
  ['elevenchars', 'short'],
  ['x'.repeat(129), 'long'],
  ['жжжжжжжжжжжжжж', 'same'],
  ['qwertyuiop12', 'common'],
  ['Password2026!', 'common'],
  ['2026Қазақстан!!', 'common'],
  ['gfhjkmgfhjkm', 'common'],
  ['123456789012', 'common'],
  ['aigerim12345', 'sign-in-name'],
])('%s is refused: %s', (password, why) => {
  expect(weakness(password)).toBe(why);
});

test.each(['twelve wooden spoons', 'үш тоты құс қонды', '🐎'.repeat(6) + '🐪'.repeat(6), ' spaces at the ends ', 'x1'.repeat(64)])('%s is taken: characters count, not bytes', (password) => {
  expect(weakness(password)).toBeUndefined();
});

test('a wrong password does not verify, nor does anything against nobody’s', async () => {
  const stored = await hashPassword('twelve wooden spoons');
  expect(await verifyPassword('twelve wooden spoon', stored)).toBe(false);
  expect(await verifyPassword('Twelve wooden spoons', stored)).toBe(false);
  expect(await verifyPassword('', nobodysPassword)).toBe(false);
});

test('the same letters verify however a keyboard composes them', async () => {
  const stored = await hashPassword('ёлка и йод вместе'.normalize('NFD'));
  expect(await verifyPassword('ёлка и йод вместе'.normalize('NFC'), stored)).toBe(true);
});

test('a hash says how it was made, and no two are alike', async () => {
  const [one, other] = await Promise.all([hashPassword('twelve wooden spoons'), hashPassword('twelve wooden spoons')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(one).not.toBe(other);
});

test('a flood of passwords is refused before it holds up everything else', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 110 }, () => hashPassword('twelve wooden spoons', { memory: 8, passes: 1, lanes: 1 })));
  const refused = outcomes.filter((one) => one.status === 'rejected');
  expect(refused).toHaveLength(8);
  expect(refused[0]?.reason).toMatchObject({ code: 'busy', status: 503 });
  expect(await hashPassword('twelve wooden spoons')).toMatch(/^\$argon2id/);
});

test('a hash made at less cost verifies and is outdated', async () => {
  const old = await hashPassword('twelve wooden spoons', { memory: 8192, passes: 1, lanes: 1 });
  expect(await verifyPassword('twelve wooden spoons', old)).toBe(true);
  expect([isOutdated(old), isOutdated(await hashPassword('twelve wooden spoons'))]).toEqual([true, false]);
});

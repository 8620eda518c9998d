import { dictionary } from '@zxcvbn-ts/language-common';
import { expect, test } from 'vitest';
import { checkPassword, hashPassword, isOutdated, nobodysPassword, verifyPassword } from './password.ts';

const weakness = (password: string, breached?: { has(password: string): Promise<boolean> }, signIn = 'aigerim'): Promise<unknown> =>
  checkPassword({ breached }, password, signIn).then(() => undefined, (error: { facts: { why: string } }) => error.facts.why);

test.each([
  ['elevenchars', 'short'],
  ['x'.repeat(129), 'long'],
  ['жжжжжжжжжжжжжж', 'same'],
  ['qwertyuiop12', 'common'],
  ['Password2026!', 'common'],
  ['P@ssw0rd1234', 'common'],
  ['2026Қазақстан!!', 'common'],
  ['Алматы2026!!!', 'common'],
  ['gfhjkmgfhjkm', 'common'],
  ['123456789012', 'common'],
  ['football2024!!', 'common'],
  ['michael19851985', 'common'],
  ['dragon dragon dragon', 'common'],
  ['x1'.repeat(64), 'common'],
  ['aigerim12345', 'sign-in-name'],
  ['jumys1990ministry', 'common'],
])('%s is refused: %s', async (password, why) => {
  expect(await weakness(password)).toBe(why);
});

test.each(['twelve wooden spoons', 'үш тоты құс қонды', 'қызыл алма ағаш', '🐎🌾🏔🐪🌙🥛🎯🧂🪵🦅🍎🔔', ' spaces at the ends ', 'k7wqm2xhtr4n', 'a heap of sand, salt and seven stones '.repeat(4).slice(0, 128)])('%s is taken: characters count, not bytes', async (password) => {
  expect(await weakness(password)).toBeUndefined();
});

test('of leaked passwords none that is long enough is taken, nor a common one with what people hang on to make it so', async () => {
  const leaked = dictionary['passwords-common'].map(String);
  expect(leaked.length).toBeGreaterThan(45_000);
  const long = leaked.filter((password) => password.length >= 12);
  expect(long.length).toBeGreaterThan(300);
  const stretched = leaked.filter((password) => password.length >= 6).slice(0, 20).flatMap((password) => [`${password}${password}`, `${password}123456`, `${password.toUpperCase()}202600`, `${password}111111!`]);
  for (const password of [...long.filter((_, at) => at % 4 === 0), ...stretched]) expect(await weakness(password), password).toMatch(/common|same/);
});

test('what the operator’s list knows is refused though it looks strong, as it is kept and not as it was typed', async () => {
  const breached = { has: async (password: string) => password === 'ёлка и йод вместе'.normalize('NFC') };
  expect(await weakness('ёлка и йод вместе'.normalize('NFD'), breached)).toBe('breached');
  expect(await weakness('ёлка и йод порознь', breached)).toBeUndefined();
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

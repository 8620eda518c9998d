import { expect, test } from 'vitest';
import { describeSecondFactor, makeSecondFactor, stepOfCode } from './second-factor.ts';
import { codeAt } from './testing.ts';

const at = new Date('2026-03-02T09:00:10Z');
const seconds = (n: number) => new Date(at.getTime() + n * 1000);
const secret = makeSecondFactor();
const now = Math.floor(at.getTime() / 30_000);

test('a code of two steps ago or ahead is no code, nor is anything but six digits', () => {
  expect(stepOfCode(secret, codeAt(secret, seconds(-60)), at, 0)).toBeUndefined();
  expect(stepOfCode(secret, codeAt(secret, seconds(60)), at, 0)).toBeUndefined();
  for (const text of ['', '12345', '1234567', '12345a', '１２３４５６', `${codeAt(secret, at)} `]) expect(stepOfCode(secret, text, at, 0)).toBeUndefined();
});

test('a code is of its step, also when a clock is half a minute off', () => {
  expect([-30, 0, 30].map((off) => stepOfCode(secret, codeAt(secret, seconds(off)), at, 0))).toEqual([now - 1, now, now + 1]);
});

test('no code counts twice, nor an earlier one after it', () => {
  expect(stepOfCode(secret, codeAt(secret, at), at, now)).toBeUndefined();
  expect(stepOfCode(secret, codeAt(secret, seconds(-30)), at, now)).toBeUndefined();
  expect(stepOfCode(secret, codeAt(secret, seconds(30)), at, now)).toBe(now + 1);
});

test('the codes are those of RFC 6238 for its secret', () => {
  // Appendix B, the last six of its eight digits.
  const rfc = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  for (const [time, code] of [[59, '287082'], [1_111_111_109, '081804'], [1_234_567_890, '005924'], [2_000_000_000, '279037']] as const) {
    expect(stepOfCode(rfc, code, new Date(time * 1000), 0)).toBe(Math.floor(time / 30));
  }
});

test('an authenticator is told the secret by address and picture', () => {
  const { address, picture } = describeSecondFactor(secret, 'aigerim');
  expect(address).toMatch(/^otpauth:\/\/totp\/Jumys:aigerim\?/);
  expect(new URL(address).searchParams.get('secret')).toBe(secret);
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(picture).toMatch(/^<svg /);
});

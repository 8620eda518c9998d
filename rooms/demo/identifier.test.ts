import { expect, test } from 'vitest';
import { isBin, isIin } from '#kernel/identifiers.ts';
import { organisationLimit, organisationNumber, personNumber } from './identifier.ts';

const someDay = Date.UTC(1988, 1, 29) / 86_400_000;

test('a country that needs more numbers than there are is refused rather than given the same number twice', () => {
  expect(() => organisationNumber(organisationLimit, 2020, false)).toThrow('more organisations');
  expect(() => personNumber(someDay, 'f', 1250)).toThrow('more people');
});

test('people born on one day have valid numbers, each its own', () => {
  const numbers = Array.from({ length: 1249 }, (_, rank) => personNumber(someDay, 'f', rank));
  expect(numbers.filter((number) => !isIin(number) || !number.startsWith('8802294'))).toEqual([]);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('organisations have valid numbers, each its own, across all pages of serial digits', () => {
  const ordinals = Array.from({ length: 12_000 }, (_, at) => at * 100);
  const numbers = ordinals.map((ordinal) => organisationNumber(ordinal, 2020, ordinal % 300 === 0).bin);
  expect(numbers.filter((number) => !isBin(number))).toEqual([]);
  expect(new Set(numbers.map((number) => number.slice(2, 4) + number.slice(6, 11))).size).toBe(numbers.length);
});

test('the month of registration is the one that the number names', () => {
  const { bin, registeredIn } = organisationNumber(4711, 2009, false);
  expect(bin.slice(0, 4)).toBe(`${String(registeredIn.year).slice(2)}${String(registeredIn.month).padStart(2, '0')}`);
});

import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDigit, holdsIdentifier, Identifier, isBin, isIin, maskIdentifiers } from './identifiers.ts';

// Made-up numbers: births of 1855-56 and 1901 and in the future, so that they are nobody's; the two public BINs are of
// legal entities, from the documentation of python-stdnum.
const iinOfNobody: [string, string][] = [
  ['550101100016', 'wrong check digit, second pass'],
  ['550228200028', 'wrong check digit, first pass'],
  ['560315100600', 'wrong check digit where the second pass is used'],
  ['560315100660', 'both passes give 10: never issued'],
  ['550230100011', '30 February, right check digit'],
  ['551301100010', 'month 13, right check digit'],
  ['550101900010', 'century 9, right check digit'],
  ['5501011000', 'ten digits'],
  ['55010110001A', 'a letter'],
  ['٥٥٠١٠١١٠٠٠١٥', 'digits of another script'],
  ['550101100015\n', 'a line break'],
];
const iin: [string, string][] = [
  ['550101100015', 'man of 1855, second pass'],
  ['550228200027', 'woman of 1855, first pass'],
  ['560315100609', 'second pass'],
  ['010101309996', 'man of 1901'],
  ['010101409992', 'woman of 1901'],
  ['991231509991', 'man of 2099: a day to come is not for this check to refuse'],
  ['991231609998', 'woman of 2099'],
];
const bin: [string, string][] = [
  ['991240000003', 'resident'],
  ['991251000003', 'branch of a non-resident'],
  ['991263000009', 'peasant farm on joint basis'],
  ['940140000385', 'public legal entity'],
  ['990140004654', 'public legal entity'],
];

test.each(iinOfNobody)('%s is no IIN: %s', (number) => {
  expect(isIin(number)).toBe(false);
});

test.each(iin)('%s is an IIN: %s', (number) => {
  expect(isIin(number)).toBe(true);
  expect(isBin(number)).toBe(false);
});

test.each([['991370000000', 'month 13, type 7'], ['991240000004', 'wrong check digit'], ['99124000003', 'eleven digits']])('%s is no BIN: %s', (number) => {
  expect(isBin(number)).toBe(false);
});

test.each(bin)('%s is a BIN: %s', (number) => {
  expect(isBin(number)).toBe(true);
  expect(isIin(number)).toBe(false);
});

test('29 February is a birthday in leap years only, and 1900 was none', () => {
  const born = (date: string, century: number): string => {
    for (let serial = 1; ; serial += 1) {
      const eleven = `${date}${century}${String(serial).padStart(4, '0')}`;
      const digit = checkDigit(eleven);
      if (digit !== undefined) return eleven + digit;
    }
  };
  expect([isIin(born('960229', 3)), isIin(born('970229', 3)), isIin(born('000229', 3)), isIin(born('000229', 5)), isIin(born('000229', 1))]).toEqual([true, false, false, true, false]);
});

test('the check digit comes from the first pass, else from the second, else there is none', () => {
  expect([checkDigit('55022820002'), checkDigit('55010110001'), checkDigit('56031510066')]).toEqual([7, 5, undefined]);
});

const eleven = fc.stringMatching(/^\d{11}$/);

test('of the ten ways to end eleven digits at most one is right', () => {
  fc.assert(
    fc.property(eleven, fc.constantFrom('40', '55'), (digits, type) => {
      const asBin = `9912${type}${digits.slice(6)}`;
      const right = Array.from({ length: 10 }, (_, last) => isBin(`${asBin}${last}`)).filter(Boolean).length;
      expect(right).toBe(checkDigit(asBin) === undefined ? 0 : 1);
    }),
  );
});

test('no number is both an IIN and a BIN', () => {
  fc.assert(
    fc.property(eleven, (digits) => {
      const number = digits + (checkDigit(digits) ?? 0);
      expect(isIin(number) && isBin(number)).toBe(false);
    }),
  );
});

test('an identifier does not show itself in text, JSON or the log', () => {
  const identifier = new Identifier('550101100015');
  const shown = [String(identifier), `${identifier}`, JSON.stringify({ identifier }), inspect({ deep: [identifier] }), inspect(identifier, { showHidden: true })];
  for (const text of shown) expect(text).not.toMatch(/5501/);
  expect(identifier.reveal()).toBe('550101100015');
});

test('a mask hides identifiers in any script and however they are parted', () => {
  const shown: [string, string][] = [
    ['550101100015', '************'],
    ['iin 550101100015!', 'iin ************!'],
    ['550101 100015', '****** ******'],
    ['5501-0110-0015', '****-****-****'],
    ['٥٥٠١٠١١٠٠٠١٥', '************'],
    ['５５０１０１１０００１５', '************'],
    ['55010110001', '***********'],
  ];
  for (const [text, masked] of shown) expect(maskIdentifiers(text)).toBe(masked);
});

test('a mask leaves codes of places, days and amounts as they are', () => {
  for (const text of ['711110000', '2026-03-01', '1234567.89', 'line 12, column 3', '']) expect(maskIdentifiers(text)).toBe(text);
});

test('whatever surrounds an identifier, its mask shows none of it', () => {
  const around = fc.string({ unit: fc.constantFrom('a', ' ', ':', '"', '\n', 'ж') });
  fc.assert(
    fc.property(around, eleven, around, (before, digits, after) => {
      const masked = maskIdentifiers(`${before}${digits}5${after}`);
      expect(masked).toBe(`${before}************${after}`);
    }),
  );
});

test.each(['550101100015', 'ЖСН 550101100015.', '550101 100015', '5501-0110-0015', '1234 550101100015', '５５０１０１１０００１５', '٥٥٠١٠١١٠٠٠١٥', 'BIN 940140000385', '55.01.01.100015'])('%s holds an identifier', (text) => {
  expect(holdsIdentifier(text)).toBe(true);
});

test.each(['', '550101100016', 'contract 12 of 2026-03-01', '1550101100015', '55010110001512345678', '550101  100015', 'TD-2026/000123'])('%s holds none', (text) => {
  expect(holdsIdentifier(text)).toBe(false);
});

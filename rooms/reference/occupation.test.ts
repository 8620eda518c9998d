import { expect, test } from 'vitest';
import { findOccupation, listOccupations } from './occupation.ts';

test('a code of no major group is unknown', () => {
  expect(findOccupation('')).toBeUndefined();
  expect(findOccupation('X')).toBeUndefined();
});

test('an occupation of the national classifier is found by the narrowest group it belongs to', () => {
  expect(findOccupation('4110-9')?.code).toBe('4110');
  expect(findOccupation('4110')?.names.en).toBe('General office clerks');
  expect(findOccupation('7399')?.code).toBe('73');
  expect(findOccupation('21')?.code).toBe('21');
});

test('the groups of ISCO-08 are whole: 10, 43, 130 and 436, each under the one its code begins with', () => {
  const ofLength = [1, 2, 3, 4].map((digits) => listOccupations().filter((occupation) => occupation.code.length === digits).length);
  expect(ofLength).toEqual([10, 43, 130, 436]);
  const codes = new Set(listOccupations().map((occupation) => occupation.code));
  expect(codes.size).toBe(619);
  for (const { code, parent } of listOccupations()) {
    expect(parent === null ? code.length === 1 : codes.has(parent) && code.startsWith(parent)).toBe(true);
  }
});

test('every major group is named in three languages', () => {
  for (const { code, names } of listOccupations()) {
    if (code.length === 1) expect([names.kk, names.ru, names.en].every((name) => name !== null && name.length > 3)).toBe(true);
  }
});

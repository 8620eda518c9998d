import { expect, test } from 'vitest';
import { listSectors, sectorSection } from './sector.ts';

test('a division of no section has none', () => {
  for (const code of ['', '00', '04', '34', '44', 'V']) {
    expect(sectorSection(code)).toBeUndefined();
  }
});

test('a letter is its own section, and two to five digits belong to the section of their division', () => {
  expect([sectorSection('A'), sectorSection('01'), sectorSection('03229')]).toEqual(['A', 'A', 'A']);
  expect([sectorSection('U'), sectorSection('99')]).toEqual(['U', 'U']);
  expect([sectorSection('09'), sectorSection('10'), sectorSection('33'), sectorSection('35'), sectorSection('6810')]).toEqual(['B', 'C', 'C', 'D', 'L']);
});

test('the sections run from A to U and no division is in two', () => {
  expect(listSectors().map((sector) => sector.section).join('')).toBe('ABCDEFGHIJKLMNOPQRSTU');
  let last = 0;
  for (const { firstDivision, lastDivision } of listSectors()) {
    expect(firstDivision).toBeGreaterThan(last);
    expect(lastDivision).toBeGreaterThanOrEqual(firstDivision);
    last = lastDivision;
  }
});

import { expect, test } from 'vitest';
import { listYouthBands, youthBandAt } from './youth.ts';

test('the age of youth was raised from under 29 to under 35', () => {
  const agesOn = (day: string) => [youthBandAt(day).fromAge, youthBandAt(day).toAge];
  expect(['1999-01-01', '2022-09-03', '2022-09-04', '2031-01-01'].map(agesOn)).toEqual([[14, 28], [14, 28], [14, 34], [14, 34]]);
});

test('bands follow one another without a gap', () => {
  for (const [at, band] of listYouthBands().entries()) {
    const next = listYouthBands()[at + 1];
    expect(next === undefined ? null : new Date(Date.parse(next.validFrom) - 86_400_000).toISOString().slice(0, 10)).toBe(band.validTo);
  }
});

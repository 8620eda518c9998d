import fc from 'fast-check';
import { expect, test } from 'vitest';
import { directionOf, peopleFor, quarterOf, share, type Open, type People } from './demand.ts';

const abai = 100_000_000;
const zhetisu = 330_000_000;
const people = (occupation: string, free: number, region = abai): People => ({ region, occupation, free, working: 100, hired: 20 });
const post = (pledgeId: string, open: number, changes: Partial<Open> = {}): Open => ({ pledgeId, open, region: abai, occupation: '72', dueOn: '2026-06-30', ...changes });
const shortOf = (posts: readonly Open[], cells: readonly People[]) => Object.fromEntries(share(posts, cells).map(({ pledgeId, short }) => [pledgeId, short]));

test('fewer than ten people of a cell are not told, and count as none', () => {
  expect(peopleFor([people('72', 9)], { region: abai, occupation: '72' }).free).toBeNull();
  expect(peopleFor([people('72', 10), people('71', 9)], { region: abai, occupation: '7' }).free).toBe(10);
  expect(shortOf([post('A', 5)], [people('72', 9)])).toEqual({ A: 5 });
});

test('people of another region or occupation fill no post', () => {
  expect(shortOf([post('A', 10)], [people('72', 50, zhetisu), people('83', 50)])).toEqual({ A: 10 });
  expect(shortOf([post('A', 10, { region: 0 })], [people('72', 50, zhetisu)])).toEqual({ A: 0 });
  expect(shortOf([post('A', 10, { occupation: '7' })], [people('72', 6 + 4), people('71', 20)])).toEqual({ A: 0 });
});

test('the pledge that falls due first has its people first, and one that names no occupation comes after those that do', () => {
  const cells = [people('72', 15)];
  expect(shortOf([post('A', 10, { dueOn: '2026-09-30' }), post('B', 10, { dueOn: '2026-03-31' })], cells)).toEqual({ B: 0, A: 5 });
  expect(shortOf([post('A', 10, { occupation: null, dueOn: '2026-01-31' }), post('B', 10)], cells)).toEqual({ B: 0, A: 5 });
  expect(shortOf([post('B', 10), post('A', 10)], cells)).toEqual({ A: 0, B: 5 });
});

test('a day tells its quarter, and posts against people tell their direction', () => {
  expect([quarterOf('2026-03-31'), quarterOf('2026-04-01'), quarterOf('2026-12-31')]).toEqual(['2026-Q1', '2026-Q2', '2026-Q4']);
  expect([directionOf(11, 10), directionOf(10, 10), directionOf(6, 10), directionOf(5, 10), directionOf(1, null)]).toEqual(['short', 'tight', 'tight', 'ample', 'short']);
});

const cells = fc.uniqueArray(fc.record({ region: fc.constantFrom(abai, zhetisu), occupation: fc.constantFrom('71', '72', '83'), free: fc.nat(40), working: fc.nat(9), hired: fc.nat(9) }), { selector: ({ region, occupation }) => `${region} ${occupation}` });
const posts = fc.array(fc.record({ region: fc.constantFrom(0, abai, zhetisu), occupation: fc.constantFrom('7', '72', '83', null), open: fc.integer({ min: 1, max: 30 }), dueOn: fc.constantFrom('2026-03-31', '2026-06-30') }), { maxLength: 12 })
  .map((list) => list.map((one, at) => ({ ...one, pledgeId: `p${at}` })));

test('nobody is given twice, nobody more than he has posts for, and the order of the lists does not matter', () => {
  fc.assert(fc.property(posts, cells, (asked, known) => {
    const shares = share(asked, known);
    const given = shares.reduce((sum, { open, short }) => sum + open - short, 0);
    expect(given).toBeLessThanOrEqual(known.reduce((sum, { free }) => sum + (free < 10 ? 0 : free), 0));
    expect(shares.every(({ open, short, people: available }) => short >= 0 && short === Math.max(0, open - available))).toBe(true);
    expect(share(asked.toReversed(), known.toReversed())).toEqual(shares);
  }));
});

test('more people never leave the country shorter of them', () => {
  fc.assert(fc.property(posts, cells, fc.nat(30), (asked, known, more) => {
    const short = (list: readonly People[]) => share(asked.filter(({ occupation }) => occupation === '72'), list).reduce((sum, one) => sum + one.short, 0);
    expect(short(known.map((cell) => ({ ...cell, free: cell.free + more })))).toBeLessThanOrEqual(short(known));
  }));
});

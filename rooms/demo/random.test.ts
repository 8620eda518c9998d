import { expect, test } from 'vitest';
import { bell, dice, draw, lookUp, shuffle, unit, urn, whole } from './random.ts';

const many = Array.from({ length: 20_000 }, (_, at) => at);
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

test('a stream depends on seed, subject and index alone', () => {
  const first = (seed: number, subject: 'person' | 'stint', index: number) => unit(dice(seed, subject, index));
  expect(first(1, 'person', 7)).toBe(first(1, 'person', 7));
  expect(new Set([first(1, 'person', 7), first(2, 'person', 7), first(1, 'stint', 7), first(1, 'person', 8), first(1, 'person', -7)]).size).toBe(5);
});

test('the first numbers of neighbouring streams are spread evenly', () => {
  const firsts = many.map((index) => unit(dice(1, 'person', index)));
  expect(mean(firsts)).toBeCloseTo(0.5, 1);
  for (let tenth = 0; tenth < 10; tenth += 1) {
    const share = firsts.filter((one) => Math.floor(one * 10) === tenth).length / many.length;
    expect(Math.abs(share - 0.1)).toBeLessThan(0.01);
  }
});

test('whole numbers keep to their limits and reach both', () => {
  const stream = dice(1, 'hire', 1);
  const drawn = new Set(many.map(() => whole(stream, -2, 3)));
  expect([...drawn].toSorted((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
});

test('an urn gives each by its weight, and nothing of no weight', () => {
  const stream = dice(1, 'hire', 2);
  const of = urn(['a', 'never', 'b'], (one) => ({ a: 1, never: 0, b: 3 })[one] ?? 0);
  const drawn = many.map(() => draw(stream, of));
  expect(drawn).not.toContain('never');
  expect(drawn.filter((one) => one === 'b').length / many.length).toBeCloseTo(0.75, 1);
  expect([lookUp(of, 0), lookUp(of, 0.2499), lookUp(of, 0.25), lookUp(of, 0.9999)]).toEqual(['a', 'a', 'b', 'b']);
});

test('the bell has mean 0 and spread 1', () => {
  const stream = dice(1, 'hire', 3);
  const drawn = many.map(() => bell(stream));
  expect(mean(drawn)).toBeCloseTo(0, 1);
  expect(mean(drawn.map((one) => one * one))).toBeCloseTo(1, 1);
});

test('a shuffled list has the same members in another order', () => {
  const list = [...many];
  shuffle(dice(1, 'hire', 4), list);
  expect(list).not.toEqual(many);
  expect(list.toSorted((a, b) => a - b)).toEqual(many);
});

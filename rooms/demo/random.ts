/** What a stream of chance is about, so that streams of the same index never meet. */
const subjects = ['country', 'place', 'person', 'career', 'stint', 'employer', 'payroll', 'project', 'pledge', 'hire'] as const;
export type Subject = (typeof subjects)[number];

/** A stream of made-up chance. It depends on seed, subject and index alone, so anything can be made again without what came before it. */
export type Dice = { state: number };

/** One round of splitmix32: every bit of the result depends on every bit of `value`. */
function scramble(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x21f0aaad);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}

/** The stream of one thing: `index` counts things of a subject, from 0. */
export function dice(seed: number, subject: Subject, index: number): Dice {
  const key = scramble(seed + Math.imul(subjects.indexOf(subject) + 1, 0x9e3779b9));
  return { state: scramble(scramble(key ^ index) + Math.floor(index / 0x1_0000_0000)) };
}

/** The next number of the stream: at least 0, below 1. */
export function unit(stream: Dice): number {
  stream.state = (stream.state + 0x9e3779b9) | 0;
  return (scramble(stream.state) >>> 0) / 0x1_0000_0000;
}

/** True in the share `share` of cases. */
export function chance(stream: Dice, share: number): boolean {
  return unit(stream) < share;
}

/** A whole number from `from` to `to`, both included. */
export function whole(stream: Dice, from: number, to: number): number {
  return from + Math.floor(unit(stream) * (to - from + 1));
}

/** A number of the standard normal distribution (sum of uniform ones: no tails beyond 3.4). */
export function bell(stream: Dice): number {
  return (unit(stream) + unit(stream) + unit(stream) + unit(stream) - 2) * Math.sqrt(3);
}

/** One of the list, which is not empty. */
export function pick<T>(stream: Dice, list: readonly T[]): T {
  return list[Math.floor(unit(stream) * list.length)] as T;
}

/** A list with weights, prepared so that one is drawn by halving. */
export type Urn<T> = { readonly list: readonly T[]; readonly sums: readonly number[] };

export function urn<T>(list: readonly T[], weight: (one: T) => number): Urn<T> {
  let sum = 0;
  return { list, sums: list.map((one) => (sum += weight(one))) };
}

/** The one in whose share of the urn `at` (from 0, below 1) lies. */
export function lookUp<T>({ list, sums }: Urn<T>, at: number): T {
  const wanted = at * (sums.at(-1) ?? 0);
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) > wanted) high = middle;
    else low = middle + 1;
  }
  return list[low] as T;
}

/** One of the urn by its weights. */
export function draw<T>(stream: Dice, from: Urn<T>): T {
  return lookUp(from, unit(stream));
}

/** Brings the list into an order of the stream's own, in place. */
export function shuffle(stream: Dice, list: unknown[]): void {
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(unit(stream) * (at + 1));
    [list[at], list[other]] = [list[other], list[at]];
  }
}

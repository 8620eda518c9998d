import { listSuccession } from '#reference';

/** Codes joined by a renaming, both ways. A region that was split is not joined: its parts have staff of their own. */
const joined = new Map<number, Set<number>>();
for (const { from, to, kind } of listSuccession()) {
  if (kind !== 'rename' || from === to) continue;
  for (const [one, other] of [[Number(from), Number(to)], [Number(to), Number(from)]] as const) joined.set(one, (joined.get(one) ?? new Set()).add(other));
}

/**
 * Codes of places with those under which the same places were known before or are known since (510000000 and 610000000).
 * What lies in each is the classifier's to say. Why no more: docs/decisions/2026-11-22-grants-through-time.md.
 */
export function expandPlaces(codes: readonly number[]): number[] {
  const all = new Set(codes);
  // A set that grows while it is gone through is gone through to its end.
  for (const code of all) for (const other of joined.get(code) ?? []) all.add(other);
  return [...all].toSorted((a, b) => a - b);
}

import type { WholeCube } from './cell.ts';

/**
 * The stack of every pledge (rule 16): the pledges of one employer whose places are equal or nested, in any number of steps, as
 * positions in the cube, the oldest award first. They are judged together: what they are credited with fills them in this order.
 */
export function stacksOf({ pledges }: Pick<WholeCube, 'pledges'>): readonly (readonly number[])[] {
  const stacks: number[][] = [];
  for (const members of Map.groupBy(pledges.keys(), (at) => pledges[at]!.one).values()) {
    const waiting = new Set(members);
    for (const first of members) {
      if (!waiting.delete(first)) continue;
      const stack = [first];
      // Grows while it is gone through.
      for (const at of stack) for (const other of waiting) if (areNested(pledges[at]!, pledges[other]!)) { stack.push(other); waiting.delete(other); }
      stack.sort((a, b) => compare(pledges[a]!, pledges[b]!));
      for (const at of stack) stacks[at] = stack;
    }
  }
  return stacks;
}

type Placed = WholeCube['pledges'][number];

function areNested(one: Placed, other: Placed): boolean {
  return one.places.includes(other.place) || other.places.includes(one.place);
}

function compare(one: Placed, other: Placed): number {
  if (one.awardedOn !== other.awardedOn) return one.awardedOn < other.awardedOn ? -1 : 1;
  return Buffer.compare(Buffer.from(one.pledgeId), Buffer.from(other.pledgeId));
}

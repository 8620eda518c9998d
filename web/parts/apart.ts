/**
 * Moves positions on one axis just so far that any two lie at least `gap` apart; their order stays. Those that crowd
 * move as one block around their middle, and none beyond `end`.
 */
export function apart(positions: readonly number[], gap: number, end = Infinity): readonly number[] {
  const blocks: { members: number[]; middle: number }[] = [];
  const half = (block: { members: number[] }) => ((block.members.length - 1) * gap) / 2;
  for (const [member] of [...positions.entries()].toSorted(([, a], [, b]) => a - b)) {
    let block = { members: [member], middle: positions[member] ?? 0 };
    for (let above = blocks.at(-1); above !== undefined && block.middle - half(block) - (above.middle + half(above)) < gap; above = blocks.at(-1)) {
      blocks.pop();
      const members = [...above.members, ...block.members];
      block = { members, middle: (above.middle * above.members.length + block.middle * block.members.length) / members.length };
    }
    blocks.push(block);
  }
  const moved = [...positions];
  for (const block of blocks) for (const [at, member] of block.members.entries()) moved[member] = block.middle - half(block) + at * gap;
  let last = end;
  for (const member of [...moved.keys()].toSorted((a, b) => moved[b]! - moved[a]!)) {
    moved[member] = Math.min(moved[member]!, last);
    last = moved[member] - gap;
  }
  return moved;
}

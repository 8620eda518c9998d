import type { PublicFact, PublishedRow, Publication } from './publication.ts';

/**
 * What an attacker writes down: for every count of people an unknown, and all that the public bytes say of them as linear
 * conditions. `columns` are bounds of the unknowns, `rows` of sums of them.
 */
export type System = {
  readonly columns: { least: number; most: number }[];
  readonly rows: { terms: [column: number, factor: number][]; least: number; most: number }[];
  /** The unknown of a count by `release|month|cell|measure`. */
  readonly unknowns: Map<string, number>;
};

const measures = ['contracted', 'paid', 'held3', 'held6', 'held12', 'met'] as const;
const ladder = [['contracted', 'paid'], ['paid', 'held3'], ['held3', 'held6'], ['held6', 'held12'], ['paid', 'met']] as const;

/**
 * Lays the system of some months of some releases. People are the unknowns, one for each block (the pledges that every
 * published cell holds or leaves out together) and measure; every cell is a sum of them. The attacker knows the method: that a
 * dither of 0 to 9 was added, the same for all counts of the same pledges, before rounding down to tens and showing what
 * reaches 20. `rounding: 'none'` is a publication that shows exact counts from 10. `same` tells which blocks have the same people in
 * two releases, which nobody outside knows: the attacker is given it.
 */
export function laySystem(publications: readonly Publication[], facts: readonly PublicFact[], months: readonly string[], options: {
  readonly rounding: 'dithered' | 'none'; readonly same: (release: number, pledges: readonly number[], month: string) => number;
}): System {
  const system: System = { columns: [], rows: [], unknowns: new Map() };
  const unknown = (key: string, least = 0, most = Infinity): number => {
    const found = system.unknowns.get(key);
    if (found !== undefined) return found;
    system.unknowns.set(key, system.columns.push({ least, most }) - 1);
    return system.columns.length - 1;
  };
  const cells = new Map(publications.flatMap(({ rows }) => rows.map((row) => [row.cell, membersOf(row, facts)] as const)));
  const blocks = blocksOf(facts, cells);
  for (const { release, rows } of publications) {
    for (const month of months) {
      const people = (block: number, measure: string) => unknown(`${options.same(release, blocks[block]!, month)}|${month}|block ${block}|${measure}`);
      for (const [at] of blocks.entries()) {
        for (const [wide, narrow] of ladder) system.rows.push({ terms: [[people(at, wide), 1], [people(at, narrow), -1]], least: 0, most: Infinity });
      }
      for (const row of rows.filter((one) => one.month === month)) {
        const members = cells.get(row.cell)!;
        if (members.size === 0) continue;
        const inside = blocks.flatMap((block, at) => (members.has(block[0]!) ? [at] : []));
        for (const measure of measures) {
          const { least, most, hidden } = readFigure(row, measure, options.rounding);
          const total = unknown(`${release}|${month}|${row.cell}|${measure}`, 0, measure === 'met' ? row.due : Infinity);
          system.rows.push({ terms: [[total, 1], ...inside.map((at): [number, number] => [people(at, measure), -1])], least: 0, most: 0 });
          // A zero that promises alone explain was not rounded.
          if (options.rounding === 'none' || hidden === 'empty') system.rows.push({ terms: [[total, 1]], least, most });
          else system.rows.push({ terms: [[total, 1], [unknown(`dither ${inside.join()}`, 0, 9), 1]], least, most });
        }
      }
    }
  }
  return system;
}

/** The range that a figure stands for: of people, or of people and dither together. */
function readFigure(row: PublishedRow, measure: (typeof measures)[number], rounding: 'dithered' | 'none'): { least: number; most: number; hidden?: 'empty' } {
  const value = row.figures[measure];
  if (row.promised === 0 || (measure === 'met' && row.due === 0)) return { least: 0, most: 0, hidden: 'empty' };
  if (rounding === 'none') return value === null ? { least: 0, most: 9 } : { least: value!, most: value! };
  if (value === null) return { least: 0, most: measure === 'met' && row.due < 30 ? Infinity : 19 };
  // Met is cut to whole tens of what is due, so that its last ten may be two.
  return { least: value!, most: value! + (measure === 'met' && value === 10 * Math.floor(row.due / 10) ? 19 : 9) };
}

function membersOf(row: PublishedRow, facts: readonly PublicFact[]): Set<number> {
  return new Set(facts.flatMap((fact, at) => (row.holds(fact) ? [at] : [])));
}

function blocksOf(facts: readonly PublicFact[], cells: ReadonlyMap<string, ReadonlySet<number>>): number[][] {
  const sets = [...cells.values()];
  return [...Map.groupBy(facts.keys(), (at) => sets.map((set) => (set.has(at) ? '1' : '0')).join('')).values()];
}

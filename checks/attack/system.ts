import type { PublicFact, PublishedRow, PublishedVerdict, Publication } from './publication.ts';

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
 * reaches 20, and that a good verdict says how many jobs at least are met (rule 15). `rounding: 'none'` is a publication that shows exact counts from 10. `same` tells which blocks have the same people in
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
  for (const { release, rows, verdicts } of publications) {
    for (const month of months) {
      const people = (block: number, measure: string) => unknown(`${options.same(release, blocks[block]!, month)}|${month}|block ${block}|${measure}`);
      for (const [at] of blocks.entries()) {
        for (const [wide, narrow] of ladder) system.rows.push({ terms: [[people(at, wide), 1], [people(at, narrow), -1]], least: 0, most: Infinity });
      }
      for (const row of rows.filter((one) => one.month === month)) {
        const members = cells.get(row.cell)!;
        if (members.size === 0) continue;
        const inside = blocks.flatMap((block, at) => (members.has(block[0]!) ? [at] : []));
        for (const measure of measures.filter((one) => one in row.figures)) {
          const { least, most, hidden } = readFigure(row, measure, options.rounding);
          const total = unknown(`${release}|${month}|${row.cell}|${measure}`, 0, measure === 'met' ? row.due : Infinity);
          system.rows.push({ terms: [[total, 1], ...inside.map((at): [number, number] => [people(at, measure), -1])], least: 0, most: 0 });
          // A zero that promises alone explain was not rounded.
          if (options.rounding === 'none' || hidden === 'empty') system.rows.push({ terms: [[total, 1]], least, most });
          else system.rows.push({ terms: [[total, 1], [unknown(`dither ${inside.join()}`, 0, 9), 1]], least, most });
        }
      }
      for (const told of verdicts) {
        const { least, most } = readVerdict(told, month);
        const fact = facts.find(({ pledge }) => pledge === told.pledge)!;
        const blockOf = (pledge: string) => blocks.findIndex((block) => block.some((at) => facts[at]!.pledge === pledge));
        // Met is known of a block of one pledge that is judged alone; of any stack, that so many are paid.
        const alone = fact.stack.length === 1 && blocks[blockOf(told.pledge)]!.length === 1;
        if (alone && least !== undefined) system.rows.push({ terms: [[people(blockOf(told.pledge), 'met'), 1]], least, most: most! });
        if (least) {
          const inside = [...new Set(fact.stack.map(blockOf))];
          system.rows.push({ terms: inside.map((at): [number, number] => [people(at, 'paid'), 1]), least: fact.older + least, most: Infinity });
        }
      }
    }
  }
  return system;
}

/** Between what the jobs of a pledge that are met in a month lie when its verdict is known; nothing where it tells nothing of that month. */
function readVerdict({ verdict, jobs, dueOn, holdMonths, month: toldIn }: PublishedVerdict, month: string): { least?: number; most?: number } {
  const enough = Math.ceil((9 * jobs) / 10);
  const months = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  const after = months(month) - months(dueOn);
  if (after < 0 || months(month) > months(toldIn)) return {};
  switch (verdict) {
    case 'kept': return after === 0 ? { least: jobs, most: jobs } : {};
    case 'substantially-kept': return after === 0 ? { least: enough, most: jobs - 1 } : {};
    case 'missed': return after === 0 ? { least: 0, most: enough - 1 } : {};
    case 'holding': case 'held': return after <= holdMonths ? { least: enough, most: jobs } : {};
    case 'lost': return after === 0 ? { least: enough, most: jobs } : {};
    default: return {};
  }
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

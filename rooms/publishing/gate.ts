import { Refusal } from '#kernel/refusal.ts';
import type { Cell, Division } from './cell.ts';
import { counted, wider, type Counted, type Counts, type Figures } from './measure.ts';
import { isEmpty, knownOf, step } from './rounding.ts';

/** Published figures of the cells of one month, in the order of the cells. */
export type Sheet = readonly Figures[];

type Range = { least: number; most: number };
/** What can be told of every cell and measure by whoever has read the whole sheet. */
type Ranges = readonly { [K in Counted]: Range }[];

/** Passes over the divisions; each carries what is known one table further, and there are four. */
const passes = 8;
const mostRounds = 50;

/** The least number of values that must stay possible for a count of one to nine people, besides half the count. */
export const leastOpen = 5;

/**
 * Everything that follows from a sheet by ladder order and by subtracting parts from their whole, in any number of steps.
 * `known` says what each figure tells by itself.
 */
export function inferRanges(cells: readonly Cell[], divisions: readonly Division[], known: (cell: number, measure: Counted) => Range): Ranges {
  const ranges = cells.map((_, at) => Object.fromEntries(counted.map((measure) => [measure, { ...known(at, measure) }])) as { [K in Counted]: Range });
  const position = new Map(cells.map((cell, at) => [cell, at]));
  const lines = divisions.map(({ whole, parts, rest }) => ({ whole: position.get(whole)!, parts: parts.map((part) => position.get(part)!), rest }));
  for (let pass = 0, changed = true; changed && pass < passes; pass += 1) {
    changed = false;
    const narrow = (range: Range, least: number, most: number) => {
      if (least > range.least) { range.least = least; changed = true; }
      if (most < range.most) { range.most = most; changed = true; }
    };
    for (const cell of ranges) {
      for (const measure of counted) {
        const above = wider[measure];
        if (above === undefined) continue;
        narrow(cell[above], cell[measure].least, Infinity);
        narrow(cell[measure], 0, cell[above].most);
      }
    }
    for (const measure of counted) {
      for (const { whole, parts, rest } of lines) {
        const total = ranges[whole]![measure];
        let least = 0;
        let most = 0;
        for (const part of parts) {
          least += ranges[part]![measure].least;
          most += ranges[part]![measure].most;
        }
        narrow(total, least, rest ? Infinity : most);
        for (const part of parts) {
          const own = ranges[part]![measure];
          narrow(own, rest || most === Infinity ? 0 : total.least - (most - own.most), total.most - (least - own.least));
        }
      }
    }
  }
  return ranges;
}

/**
 * Withholds from the sheet of one month whatever else must be withheld so that no count of one to nine people can be told more
 * narrowly than five values, or half of it (secondary suppression). `counts` are the true figures; `beside` is what else is
 * told of them, by verdicts. Refuses `release-unsafe` when a figure stands for fewer than ten people or lies further from the
 * truth than rounding takes it, or when withholding does not help.
 */
export function passGate(
  cells: readonly Cell[], divisions: readonly Division[], counts: readonly Counts[], sheet: Sheet, beside: (cell: number, measure: Counted) => Range | undefined = () => undefined,
): Sheet {
  checkShown(counts, sheet);
  const withheld = new Set<string>();
  for (let round = 0; round < mostRounds; round += 1) {
    const now = sheet.map((figures, cell) => withhold(figures, cell, withheld));
    // What the gate withholds could be any number, and is taken for that even where the reader might think it small.
    const ranges = inferRanges(cells, divisions, (cell, measure) => {
      const shown = withheld.has(`${cell} ${measure}`) ? { least: 0, most: Infinity } : knownOf(measure, now[cell]!);
      const told = beside(cell, measure);
      return told === undefined ? shown : { least: Math.max(shown.least, told.least), most: Math.min(shown.most, told.most) };
    });
    const told = counts.flatMap((truth, cell) => counted.filter((measure) => isTold(truth, measure, ranges[cell]![measure])).map((measure) => ({ cell, measure })));
    if (told.length === 0) return now;
    // A rung may be told only through a wider one, and then has nothing beside it to withhold: the wider one has.
    const further = told.flatMap(({ cell, measure }) => {
      const other = nextToWithhold(cells, divisions, now, cell, measure);
      return other === undefined ? [] : [`${other} ${measure}`];
    });
    if (further.length === 0) throw new Refusal('release-unsafe', 409, { cell: cells[told[0]!.cell]!.name, measure: told[0]!.measure });
    for (const one of further) withheld.add(one);
  }
  throw new Refusal('release-unsafe', 409, { rounds: mostRounds });
}

function withhold(figures: Figures, cell: number, withheld: ReadonlySet<string>): Figures {
  const gone = counted.filter((measure) => withheld.has(`${cell} ${measure}`));
  return gone.length === 0 ? figures : { ...figures, ...Object.fromEntries(gone.map((measure) => [measure, null])) };
}

/** Whether a count of fewer than ten people is told too narrowly. What promises alone tell (no more met than due) is told anyway. */
export function isTold(truth: Counts, measure: Counted, { least, most }: Range): boolean {
  const count = truth[measure];
  if (count >= step || isEmpty(measure, truth)) return false;
  const open = Math.max(leastOpen, Math.ceil(count / 2));
  return most - least < (measure === 'met' ? Math.min(open, truth.due) : open);
}

/** The smallest figure that stands in a division beside the cell, or is the whole of it. */
function nextToWithhold(cells: readonly Cell[], divisions: readonly Division[], sheet: Sheet, cell: number, measure: Counted): number | undefined {
  const own = cells[cell]!;
  const beside = divisions.filter(({ whole, parts }) => whole === own || parts.includes(own)).flatMap(({ whole, parts }) => [whole, ...parts]);
  return [...new Set(beside)].map((one) => cells.indexOf(one)).filter((at) => at !== cell && (sheet[at]![measure] ?? 0) > 0)
    .toSorted((a, b) => sheet[a]![measure]! - sheet[b]![measure]!)[0];
}

function checkShown(counts: readonly Counts[], sheet: Sheet): void {
  for (const [cell, figures] of sheet.entries()) {
    for (const measure of counted) {
      const value = figures[measure];
      const { least, most } = knownOf(measure, figures);
      const truth = counts[cell]![measure];
      if (truth < least || truth > most || (value !== null && value > 0 && truth < step)) throw new Refusal('release-unsafe', 409, { measure });
    }
  }
}

/** What was seen of a comparable pledge: where it was heading at some part of its term, and where it ended; both as shares of its jobs. */
export type Seen = { readonly heading: number; readonly ended: number };

/** Where pledges end that head somewhere: the middle, and the shortest range that holds eight in ten (of equal ones the highest); shares of the jobs. */
export type Ending = { readonly low: number; readonly middle: number; readonly high: number };

/** So many of the nearest are looked at; a tenth of all where that is more, and not more than `most`. */
const nearest = 10;
const most = 100;

type Side = keyof Ending;

/**
 * The rule of docs/forecast.md, step 3: where pledges ended that were heading for about the same. The nearest are taken around
 * every heading that was seen, with all that are as near as the last of them; then it is smoothed so that heading for more
 * never means ending with less. What is asked for is answered by the nearest heading that was seen.
 */
export function endingsOf(seen: readonly Seen[]): (heading: number) => Ending {
  const sorted = seen.toSorted((a, b) => a.heading - b.heading);
  const headings: number[] = [];
  const endings: Ending[] = [];
  for (const [at, { heading }] of sorted.entries()) {
    if (at > 0 && heading === sorted[at - 1]!.heading) continue;
    headings.push(heading);
    endings.push(endingAround(sorted, at));
  }
  const rising = smoothed(endings);
  return (heading) => {
    const below = Math.max(0, lastAtMost(headings, heading));
    const above = Math.min(below + 1, headings.length - 1);
    return rising[Math.abs(headings[above]! - heading) < Math.abs(heading - headings[below]!) ? above : below]!;
  };
}

/** Where the nearest to the one at `at` ended; `sorted` is by heading, and `at` is the first of its heading. */
function endingAround(sorted: readonly Seen[], at: number): Ending {
  const { heading } = sorted[at]!;
  const wanted = Math.min(most, Math.max(nearest, Math.ceil(sorted.length / 10)));
  const distance = (index: number) => Math.abs((sorted[index]?.heading ?? Number.POSITIVE_INFINITY) - heading);
  let [from, to] = [at, at];
  let reach = 0;
  // One more on the nearer side as long as too few are in, or the next is as near as the last.
  for (;;) {
    const next = Math.min(distance(from - 1), distance(to));
    if (next === Number.POSITIVE_INFINITY || (to - from >= wanted && next > reach)) break;
    reach = next;
    if (distance(to) === next) to += 1;
    else from -= 1;
  }
  const ended = Float64Array.from(sorted.slice(from, to), (one) => one.ended).sort();
  const { length } = ended;
  const middle = (ended[(length - 1) >> 1]! + ended[length >> 1]!) / 2;
  // Of what comes next, m / (n + 1) falls between the first and the last of m neighbours among n.
  const held = Math.min(length, Math.ceil(0.8 * (length + 1)));
  let low = 0;
  for (let first = 1; first + held <= length; first += 1) {
    if (ended[first + held - 1]! - ended[first]! <= ended[low + held - 1]! - ended[low]!) low = first;
  }
  return { low: ended[low]!, middle, high: ended[low + held - 1]! };
}

/** Half way between the highest so far and the lowest from here on: rises wherever either does, and keeps the order of the three. */
function smoothed(endings: readonly Ending[]): Ending[] {
  const risen = (side: Side): number[] => {
    const before = endings.map((ending) => ending[side]);
    const after = [...before];
    for (let at = 1; at < before.length; at += 1) before[at] = Math.max(before[at]!, before[at - 1]!);
    for (let at = after.length - 2; at >= 0; at -= 1) after[at] = Math.min(after[at]!, after[at + 1]!);
    return before.map((highest, at) => (highest + after[at]!) / 2);
  };
  const [low, middle, high] = [risen('low'), risen('middle'), risen('high')];
  return endings.map((_, at) => ({ low: low[at]!, middle: middle[at]!, high: high[at]! }));
}

/** Position of the last of the sorted numbers that is at most `value`; -1 when all are more. */
function lastAtMost(numbers: readonly number[], value: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The rungs of the ladder from a promise to a job held for a year, in the order in which they are drawn. */
export const drawnRungs = ['promised', 'reported', 'contracted', 'paid', 'held3', 'held6', 'held12'] as const;
export type DrawnRung = (typeof drawnRungs)[number];

/** What a ladder's picture needs to know, in jobs. */
export type RungCounts = { readonly [rung in Exclude<DrawnRung, 'reported'>]: number } & { readonly due: number; readonly reported: number | null };

/** One bar of the picture. `share` and `due` are shares of the longest bar, 0-1. */
export type Bar = {
  readonly rung: DrawnRung;
  readonly jobs: number;
  readonly share: number;
  /** The due part, on `promised` only. */
  readonly due: number | null;
  /** Jobs gained (above 0) or lost (below) against the evidence bar above; null where there is none, and for `reported`, which is no evidence. */
  readonly change: number | null;
};

/** The bars of a ladder on one scale. `reported` is left out when nobody reported; it never takes part in a loss. */
export function barsOf(ladder: RungCounts): readonly Bar[] {
  const longest = Math.max(ladder.reported ?? 0, ...drawnRungs.map((rung) => ladder[rung] ?? 0));
  const shareOf = (jobs: number) => (longest === 0 ? 0 : jobs / longest);
  let above: number | null = null;
  const bars: Bar[] = [];
  for (const rung of drawnRungs) {
    const jobs = ladder[rung];
    if (jobs === null) continue;
    const change: number | null = rung === 'reported' || above === null ? null : jobs - above;
    bars.push({ rung, jobs, share: shareOf(jobs), due: rung === 'promised' ? shareOf(ladder.due) : null, change });
    if (rung !== 'reported') above = jobs;
  }
  return bars;
}

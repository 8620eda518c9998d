import type { Config } from '#platform/config.ts';
import type { OversightGround } from '#oversight';
import type { ReadingGround } from '#people';
import type { Shelves } from '#publishing';

/** What this room works on: what its neighbours do, the released pages that a freeze renews, and how reading persons is recorded. */
export type ClosingGround = OversightGround & { readonly config: Config; readonly shelves: Pick<Shelves, 'refresh'>; readonly reading: ReadingGround };

/** The day so many days after another. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The instant at which a day ends in Kazakhstan, five hours before UTC. */
export function endOf(day: string): Date {
  return new Date(Date.parse(`${daysAfter(day, 1)}T00:00:00+05:00`));
}

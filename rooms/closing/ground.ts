import { Refusal } from '#kernel/refusal.ts';
import type { Config } from '#platform/config.ts';
import type { OversightGround } from '#oversight';
import type { ReadingGround } from '#people';
import type { Shelves } from '#publishing';

/** What this room works on: what its neighbours do, the released pages that a freeze renews, and how reading persons is recorded. */
export type ClosingGround = OversightGround & {
  readonly config: Config;
  readonly shelves: Pick<Shelves, 'refresh'>;
  readonly reading: ReadingGround;
  /** Days for which a draft can be contested unless its opening names a later day. */
  readonly objectionDays: number;
};

const [fewest, otherwise] = [1, 14];
/** A draft can be contested for so many days at most. */
export const mostDays = 92;

/** JUMYS_OBJECTION_DAYS: a whole number of calendar days from 1 to 92; 14 when it is not set. Refuses `wrong-setting`. */
export function readObjectionDays(env: NodeJS.ProcessEnv): number {
  const text = env['JUMYS_OBJECTION_DAYS'];
  if (!text) return otherwise;
  const days = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (days >= fewest && days <= mostDays) return days;
  throw new Refusal('wrong-setting', 400, { setting: 'JUMYS_OBJECTION_DAYS' }, `JUMYS_OBJECTION_DAYS: expected a whole number from ${fewest} to ${mostDays}`);
}

/** The day so many days after another. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The instant at which a day ends in Kazakhstan, five hours before UTC. */
export function endOf(day: string): Date {
  return new Date(Date.parse(`${daysAfter(day, 1)}T00:00:00+05:00`));
}

import type { OrderRow } from '../contract.ts';

/** What the panel of a pledge must know of it; the page that composes it tells. */
export type PledgeFacts = {
  readonly pledgeId: string;
  readonly employer: NonNullable<OrderRow['to']['employer']>;
  /** Its place and those above it but the country, the nearest first. */
  readonly places: readonly Pick<NonNullable<OrderRow['to']['place']>, 'kato' | 'names'>[];
  /** The month looked at. */
  readonly month: string;
};

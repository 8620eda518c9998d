import { monthIndex, monthOfDay, monthText, type Month } from '#kernel/month.ts';
import { employerRates } from '#reference';
import type { readings } from './wage-contract.ts';

export type Reading = (typeof readings)[number];

/** What the clock of one project is read from. Money in tiyn, months as integers; months after `month` are passed over. */
export type ClockFacts = {
  /** The month looked at, M. */
  readonly month: number;
  /** What the whole project is to cost, as the register states it. */
  readonly investment: bigint;
  readonly endsOn: string | null;
  readonly invested: readonly { readonly month: number; readonly amount: bigint }[];
  readonly wages: readonly { readonly month: number; readonly phase: string; readonly wages: bigint }[];
};

/** A share that is divided only where it is printed; `whole` may be 0, and then there is none. */
export type Share = { readonly part: bigint; readonly whole: bigint };

export type Clock = {
  readonly month: number;
  /** Tiyn, from the beginning through M: put in, and earned on operation pledges and on all. */
  readonly invested: bigint;
  readonly operation: bigint;
  readonly wages: bigint;
  /** Ten-thousandths of a tiyn: wages raised month by month by the employer's rates. */
  readonly withContributions: bigint;
  /** Tiyn, earned in M alone: the present pace. */
  readonly present: bigint;
  readonly shares: { readonly [reading in Reading]: Share };
  readonly pace: Pace;
};

/** What must be earned a month, on average, to reach the thirty per cent at `endsOn`: tiyn as a fraction, below 0 where they are reached; or why it cannot be told. */
export type Pace = { readonly monthsLeft: number; readonly needed: Share; readonly why: null } | { readonly monthsLeft: null; readonly needed: null; readonly why: 'no-end' | 'ended' };

const thirty = { of: 3n, in: 10n };

/** Ten-thousandths by which the employer's contributions raise a wage of the month. */
export function raisedTo(month: number): bigint {
  return employerRates(monthText(month)).reduce((sum, { tenThousandths }) => sum + BigInt(tenThousandths), 10_000n);
}

function sum<Row>(rows: readonly Row[], valueOf: (row: Row) => bigint): bigint {
  return rows.reduce((total, row) => total + valueOf(row), 0n);
}

/** Rule 14: the four readings and the pace needed, in whole numbers. */
export function readClock({ month, investment, endsOn, invested, wages }: ClockFacts): Clock {
  const soFar = wages.filter((row) => row.month <= month);
  const put = sum(invested.filter((row) => row.month <= month), ({ amount }) => amount);
  const all = sum(soFar, (row) => row.wages);
  const operation = sum(soFar.filter(({ phase }) => phase === 'operation'), (row) => row.wages);
  const withContributions = sum(soFar, (row) => row.wages * raisedTo(row.month));
  const present = sum(soFar.filter((row) => row.month === month), (row) => row.wages);
  return {
    month, invested: put, operation, wages: all, withContributions, present,
    shares: {
      operation: { part: operation, whole: put },
      'all-phases': { part: all, whole: put },
      'with-contributions': { part: withContributions, whole: put * 10_000n },
      annual: { part: 12n * present, whole: investment },
    },
    pace: paceOf(month, endsOn, thirty.of * investment - thirty.in * all),
  };
}

/** Months left are those after M through the month of the end: M itself is over. `missing` in tenths of a tiyn. */
function paceOf(month: number, endsOn: string | null, missing: bigint): Pace {
  if (endsOn === null) return { monthsLeft: null, needed: null, why: 'no-end' };
  const monthsLeft = monthIndex(monthOfDay(endsOn) as Month) - month;
  if (monthsLeft <= 0) return { monthsLeft: null, needed: null, why: 'ended' };
  return { monthsLeft, needed: { part: missing, whole: thirty.in * BigInt(monthsLeft) }, why: null };
}

/** True when a share is at least thirty per cent; null when there is none. */
export function reaches({ part, whole }: Share): boolean | null {
  return whole <= 0n ? null : thirty.in * part >= thirty.of * whole;
}

/** A fraction as a whole number of units, so many to one, rounded half up, also below 0; null when it is of nothing. */
export function rounded({ part, whole }: Share, units: bigint): bigint | null {
  if (whole <= 0n) return null;
  const [twice, by] = [2n * part * units + whole, 2n * whole];
  return twice / by - (twice % by < 0n ? 1n : 0n);
}

/** The same as a decimal text of so many places, empty when it is of nothing. */
export function decimal(share: Share, places: number): string {
  const value = rounded(share, 10n ** BigInt(places));
  if (value === null) return '';
  const digits = String(value < 0n ? -value : value).padStart(places + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

import { monthIndex, monthOfDay, monthText } from '#kernel/month.ts';
import type { z } from 'zod';
import type { getLife } from './contract.ts';
import type { StoredProject } from './store.ts';

type Life = z.input<typeof getLife.reply>;

/** Money put in, by month, in tiyn, in the order of the months. */
export type Investments = readonly { readonly month: number; readonly amount: number }[];

/** Months whose money makes the pace. */
const paceMonths = 12;

/** The part of the plan by which sums of rounded reports may pass it, or fall short. */
const rounding = 0.001;

/** Stages at which what was to be built is built. */
const built: readonly string[] = ['operation', 'closed'];

/** The pace in tiyn a month: the money of the twelve months up to the last one with any, or since the first if that is later; none when nothing came for a year. */
export function paceOf(investments: Investments, now: number): number {
  const came = investments.filter(({ month, amount }) => amount > 0 && month <= now);
  const last = came.at(-1)?.month;
  if (last === undefined || last <= now - paceMonths) return 0;
  const months = Math.min(paceMonths, last - came[0]!.month + 1);
  return came.filter(({ month }) => month > last - months).reduce((sum, { amount }) => sum + amount, 0) / months;
}

/**
 * The limit of time: the planned last day against today or the day on which it was built or closed, as an office told it. The
 * forecast is the month in which the money, at its pace, reaches the plan (docs/projects.md).
 */
export function timeLimit(project: StoredProject, investments: Investments, doneOn: string | null, today: string): Life['time'] {
  const { startsOn, endsOn: plan, stage, investment } = project;
  const now = monthIndex(monthOfDay(today));
  const isBuilt = built.includes(stage) || doneOn !== null;
  const left = investment - investments.reduce((sum, { amount }) => sum + amount, 0);
  const pace = paceOf(investments, now);
  const ends = !isBuilt && pace > 0 && left > investment * rounding ? now + Math.ceil(left / pace) : null;
  const forecast = ends === null || ends > monthIndex(monthOfDay('2199-12-31')) ? null : monthText(ends);
  const length = plan === null ? 0 : Date.parse(plan) - Date.parse(startsOn);
  const elapsed = length > 0 ? Math.max(0, Date.parse(doneOn ?? today) - Date.parse(startsOn)) / length : null;
  const standing = (): Life['time']['standing'] => {
    if (plan === null) return 'unknown';
    if (doneOn !== null) return doneOn > plan ? 'broken' : 'within';
    if (isBuilt) return today > plan ? 'unknown' : 'within';
    if (today > plan) return 'broken';
    return ends !== null && ends > monthIndex(monthOfDay(plan)) ? 'at-risk' : 'within';
  };
  return { startsOn, plan, fact: doneOn, elapsed, forecast, standing: standing() };
}

/**
 * The limit of money: the whole investment against what came in. The forecast is what will have come in by the planned last day at
 * the present pace, no more than the plan; at risk is a project whose money is all in and that is not built. Tenge.
 */
export function budgetLimit(project: StoredProject, investments: Investments, done: boolean, today: string): Life['budget'] {
  const { investment: plan, endsOn, stage } = project;
  const now = monthIndex(monthOfDay(today));
  const fact = investments.reduce((sum, { amount }) => sum + amount, 0);
  const pace = paceOf(investments, now);
  const isBuilt = done || built.includes(stage);
  const monthsLeft = endsOn === null || isBuilt ? 0 : Math.max(0, monthIndex(monthOfDay(endsOn)) - now);
  const forecast = endsOn === null ? null : Math.max(fact, Math.min(plan, fact + pace * monthsLeft));
  const standing = plan === 0 ? 'unknown' : fact > plan * (1 + rounding) ? 'broken' : !isBuilt && fact >= plan * (1 - rounding) ? 'at-risk' : 'within';
  return { plan: plan / 100, fact: fact / 100, share: plan === 0 ? null : fact / plan, pace: pace === 0 ? null : Math.round(pace) / 100, forecast: forecast === null ? null : Math.round(forecast) / 100, standing };
}

import type { z } from 'zod';
import { isProvisional, monthText } from '#kernel/month.ts';
import { backTest, horizons, scoresOf } from './back-test.ts';
import { definition } from './compute.ts';
import { forecastVersion } from './forecast.ts';
import type { getBackTest } from './forecast-contract.ts';
import { coursesOf } from './forecasts.ts';
import type { View } from './view.ts';

/** How the forecast would have done for the pledges that a reader may see, held against comparable ones of the whole country as every forecast is. */
export async function backTestPage({ cube, whole, madeUp, today }: View): Promise<z.input<typeof getBackTest.reply>> {
  const last = whole.cube.firstMonth + whole.cube.months - 1;
  const final = Array.from({ length: whole.cube.months }, (_, at) => last - at).find((month) => !isProvisional(month, today));
  const cases = await whole.remember('back-test', { final }, async () => (final === undefined ? [] : backTest(coursesOf(whole.cube), whole.cube.firstMonth, final)));
  const seen = new Set(cube.pledges.map(({ pledgeId }) => pledgeId));
  const own = cases.filter(({ pledge }) => seen.has(whole.cube.pledges[pledge]!.pledgeId));
  return {
    version: forecastVersion, definition: cube.computation?.definition ?? definition, computedAt: cube.computation?.at.toISOString() ?? null, madeUp,
    months: final === undefined ? null : { first: monthText(whole.cube.firstMonth), last: monthText(final) },
    horizons: horizons.map((horizon) => scoresOf(own, horizon)),
  };
}

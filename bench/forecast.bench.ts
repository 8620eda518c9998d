import { systemClock } from '#platform/clock.ts';
import { isProvisional } from '#kernel/month.ts';
import { backTest, coursesOf, createViews, forecastsOf, horizons, scoresOf } from '#pledges';
import { median, openBenchCountry, tell } from './country.ts';

/** How well the forecast would have done on the made-up country, against simpler ways, and what it costs beside reading the figures. `BENCH_SEED` names another country. */
const { app, close } = await openBenchCountry();
try {
  const read = await median(3, () => createViews(app.db, systemClock).current());
  const { cube, today } = await app.views.current();
  const last = cube.firstMonth + cube.months - 1;
  const floor = await median(3, async () => coursesOf(cube).reduce((sum, course) => sum + course.judged(last), 0));
  tell('floor: every figure of a month, read once', floor);
  tell('the forecasts of a month', await median(3, async () => forecastsOf(cube, last)), floor);
  tell('the cube they rest on, read from the database', read, floor);
  const final = Array.from({ length: cube.months }, (_, at) => last - at).find((month) => !isProvisional(month, today)) ?? last;
  const cases = backTest(coursesOf(cube), cube.firstMonth, final);
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  for (const horizon of horizons) {
    const { pledges, untold, range, ways } = scoresOf(cases, horizon);
    console.log(`${horizon} months before: ${pledges} pledges, ${untold} not told; inside the range ${range === null ? '–' : `${percent(range.inside / range.pledges)} of ${range.pledges}, width ${percent(range.width)}`}`);
    for (const [way, { error, atRisk, onTrack }] of Object.entries(ways ?? {})) {
      const right = atRisk.notKept + onTrack.kept;
      const all = right + atRisk.kept + onTrack.notKept;
      console.log(`  ${way.padEnd(6)} mean error ${percent(error).padStart(7)}, called right ${percent(right / all).padStart(7)} (at risk ${atRisk.notKept} not kept, ${atRisk.kept} kept; on track ${onTrack.kept} kept, ${onTrack.notKept} not)`);
    }
  }
} finally {
  await close();
}

import { placeText } from '#kernel/place.ts';
import { route, type Route } from '#platform/http.ts';
import { listOrders, type OversightGround } from '#oversight';
import { chosenMonth, chosenPlace, ladderOf, membersOf, placeName, pledgeRow, stampOf } from '#pledges';
import type { Shelves } from '#publishing';
import { getWeeklySheet } from './contract.ts';
import { findRanking, rankingRoutes } from './ranking-routes.ts';
import { sheetPdf, sheetXlsx } from './sheet-file.ts';
import { rankIn, sheetText } from './sheet-table.ts';
import { weeklySheet } from './weekly-sheet.ts';

/** More open orders than a sheet can hold any interest for. */
const mostOrders = 500;

/** What is made for a reader to take along. */
export function reportingRoutes(ground: OversightGround, shelves: Shelves): Route[] {
  return [
    ...rankingRoutes(ground, shelves),
    route(getWeeklySheet, async ({ params: { format }, query: { place, language }, actor, scope }) => {
      const view = await ground.views.of(scope);
      const month = chosenMonth(view, undefined);
      const kato = placeText(chosenPlace(view, place));
      const members = membersOf(view.cube, { place: kato });
      const jobs = await view.paidJobs(month);
      const orders = await listOrders(ground, actor, scope, { sort: 'dueOn', ...(kato === '000000000' ? {} : { place: kato }) }, { page: 1, size: mostOrders });
      const stamp = stampOf(view, month);
      const sheet = weeklySheet(members.map((at) => pledgeRow(view, at, month, jobs)), orders.rows, { today: view.today, month: stamp.month });
      const text = sheetText(sheet, { place: placeName(view.cube, Number(kato)).names, today: view.today, ladder: ladderOf(view.cube, members, month, jobs), stamp, rank: rankIn(await findRanking(shelves), kato) }, language);
      const name = `weekly-${kato}-${view.today}.${format}`;
      return format === 'pdf'
        ? { name, type: 'application/pdf', body: await sheetPdf(text, language, ground.clock.now()) }
        : { name, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', body: await sheetXlsx(text) };
    }),
  ];
}

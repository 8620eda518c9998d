import type { Database } from '#platform/database.ts';
import { route, type Route } from '#platform/http.ts';
import { csvFile, type FileColumn } from './files.ts';
import type { Views } from './view.ts';
import { wageClockPage } from './wage-clock-page.ts';
import * as contract from './wage-contract.ts';
import type { ClockMonth } from './wage-contract.ts';

/** The endpoints of the wage clock. */
export function wageRoutes(db: Database, views: Views): Route[] {
  return [
    route(contract.getWageClock, async ({ params, query, scope }) => wageClockPage(db, scope, await views.of(scope), params.projectId, query.month)),
    route(contract.exportWageClock, async ({ params, query, scope }) => {
      const { stamp, months } = await wageClockPage(db, scope, await views.of(scope), params.projectId, query.month);
      return params.format === 'csv'
        ? { name: `wage-clock-${stamp.month}.csv`, type: 'text/csv; charset=utf-8', body: csvFile(clockColumns, months, query.language) }
        : { name: `wage-clock-${stamp.month}.json`, type: 'application/json', body: JSON.stringify(months) };
    }),
  ];
}

const share = (part: number, whole: number) => (whole === 0 ? null : Math.round((part / whole) * 1_000_000) / 1_000_000);

const clockColumns: readonly FileColumn<ClockMonth>[] = [
  ['month', (row) => row.month], ['invested', (row) => row.invested], ['wages', (row) => row.wages], ['wagesOperation', (row) => row.operation],
  ['wagesRaised', (row) => row.withContributions], ['investedSoFar', (row) => row.investedSoFar], ['wagesSoFar', (row) => row.wagesSoFar],
  ['shareOperation', (row) => share(row.operationSoFar, row.investedSoFar)], ['shareAll', (row) => share(row.wagesSoFar, row.investedSoFar)],
  ['shareRaised', (row) => share(row.withContributionsSoFar, row.investedSoFar)],
];

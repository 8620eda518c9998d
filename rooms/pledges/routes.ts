import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { route, type Route } from '#platform/http.ts';
import { listTasks } from '#platform/tasks.ts';
import { monthIndex, monthText, type Month } from '#kernel/month.ts';
import { Refusal } from '#kernel/refusal.ts';
import { readPersons, type ReadingGround } from '#people';
import { countImports, listSources } from '#registers';
import { definition } from './compute.ts';
import { backTestPage } from './back-test-page.ts';
import * as contract from './contract.ts';
import { disarmed, evidenceCsv } from './evidence.ts';
import { getBackTest } from './forecast-contract.ts';
import { csvFile, pledgeColumns, projectColumns, xlsxFile } from './files.ts';
import { allPledges, allProjects, listPledges, listProjects } from './lists.ts';
import { overview, rollUps } from './overview.ts';
import { searchPlaces } from './place-search.ts';
import { pledgePage, pledgeSpells } from './pledge-page.ts';
import { projectPage } from './project-page.ts';
import { qualityRoutes } from './quality-routes.ts';
import { evidenceOf } from './read-evidence.ts';
import type { Ground } from './recompute.ts';
import { chosenMonth, stampOf, type Views } from './view.ts';
import { wageRoutes } from './wage-routes.ts';

const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const csv = 'text/csv; charset=utf-8';

/** The endpoints of this room: overviews, lists, pages of projects and pledges, evidence files. */
export function pledgeRoutes(ground: Ground, views: Views, reading: ReadingGround): Route[] {
  const { db, config } = ground;
  return [
    route(contract.getState, async () => {
      const view = await views.current();
      const { cube } = view;
      const months = cube.months === 0 ? null : { first: monthText(cube.firstMonth), last: monthText(cube.firstMonth + cube.months - 1) };
      return {
        madeUp: view.madeUp, empty: (await countImports(db)) === 0, preparing: findPreparing(),
        months, defaultMonth: months?.last ?? null, definition, boundaries: config.boundariesFile !== undefined,
      };
    }),
    route(contract.getOverview, async ({ query, scope }) => {
      const view = await views.of(scope);
      return view.remember('overview', query, () => overview(view, query));
    }),
    route(contract.listRollUps, async ({ query, scope }) => {
      const view = await views.of(scope);
      return view.remember('rollups', query, () => rollUps(view, query));
    }),
    route(contract.listProjects, async ({ query, scope }) => {
      const view = await views.of(scope);
      return view.remember('projects', query, () => listProjects(view, query));
    }),
    route(contract.exportProjects, async ({ params, query, scope }) => {
      const view = await views.of(scope);
      const rows = await allProjects(view, query);
      const stamp = stampOf(view, chosenMonth(view, query.month));
      return params.format === 'csv'
        ? { name: `projects-${stamp.month}.csv`, type: csv, body: csvFile(projectColumns(stamp), rows, query.language) }
        : { name: `projects-${stamp.month}.xlsx`, type: sheet, body: await xlsxFile(projectColumns(stamp), rows, query.language) };
    }),
    route(contract.getProject, async ({ params, query, scope }) => projectPage(db, scope, await views.of(scope), params.projectId, query.month)),
    ...wageRoutes(db, views),
    ...qualityRoutes(db, views),
    route(contract.listPledges, async ({ query, scope }) => {
      const view = await views.of(scope);
      return view.remember('pledges', query, () => listPledges(view, query));
    }),
    route(contract.exportPledges, async ({ params, query, scope }) => {
      const view = await views.of(scope);
      const rows = await allPledges(view, query);
      const stamp = stampOf(view, chosenMonth(view, query.month));
      return params.format === 'csv'
        ? { name: `pledges-${stamp.month}.csv`, type: csv, body: csvFile(pledgeColumns(stamp), rows, query.language) }
        : { name: `pledges-${stamp.month}.xlsx`, type: sheet, body: await xlsxFile(pledgeColumns(stamp), rows, query.language) };
    }),
    route(getBackTest, async ({ scope }) => backTestPage(await views.of(scope))),
    route(contract.getPledge, async ({ params, query, scope }) => pledgePage(db, scope, await views.of(scope), params.pledgeId, query.month, await listSources(db))),
    route(contract.listSpells, async ({ params, query, scope, actor, request }) => {
      const view = await views.of(scope);
      return readPersons(reading, scope, { actor, purpose: query.purpose, what: 'spells', subject: params.pledgeId, request: request.id }, async (transaction) => {
        const answer = await pledgeSpells(transaction, view, params.pledgeId, query);
        return { persons: answer.rows.map(({ person }) => person), answer };
      });
    }),
    route(contract.listEvidence, async ({ params, query, scope, actor }) => {
      const rows = await evidenceOf(ground, { actor, scope }, views, monthIndex(query.month as Month));
      return params.format === 'csv'
        ? { name: `evidence-${query.month}.csv`, type: csv, body: evidenceCsv(disarmed(rows)) }
        : { name: `evidence-${query.month}.json`, type: 'application/json', body: JSON.stringify(rows) };
    }),
    route(contract.findPlaces, async ({ query }) => ({ rows: searchPlaces((await views.current()).cube, query.q, query.limit) })),
    route(contract.getBoundaries, async () => {
      if (config.boundariesFile === undefined) throw new Refusal('no-boundaries', 404);
      return { name: 'boundaries.json', type: 'application/json', body: await readFile(config.boundariesFile) };
    }),
  ];
}

/** The preparation of the made-up country or a recomputation that runs now. */
function findPreparing(): z.input<typeof contract.TaskView> | null {
  const task = listTasks().find(({ what, state }) => what === 'prepare' && state === 'running');
  return task === undefined ? null : { ...task, refusal: task.refused };
}

import { route, type Route } from '#platform/http.ts';
import type { Database } from '#platform/database.ts';
import type { Views } from '#pledges';
import { getDemand } from './contract.ts';
import { demandOf } from './demand-page.ts';
import { listPeople } from './store.ts';

/** How sought the promised jobs are. */
export function demandRoutes(db: Database, views: Views): Route[] {
  return [
    route(getDemand, async ({ query, scope }) => {
      const view = await views.of(scope);
      return view.remember('demand', query, async () => demandOf(view, await listPeople(db), query));
    }),
  ];
}

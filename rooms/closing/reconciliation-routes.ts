import type { Actor, Scope } from '#kernel/actor.ts';
import { route, type Route } from '#platform/http.ts';
import { readPersons } from '#people';
import type { ClosingGround } from './ground.ts';
import { basePeopleOf, nearOf, reconciliationOf, type Asker } from './reconciliation.ts';
import * as contract from './reconciliation-contract.ts';
import { bridgeCells, tableCells } from './reconciliation-file.ts';
import { tableOf } from './reconciliation-table.ts';
import { createReconciler } from './reconciler.ts';
import { tableFile } from './table-file.ts';

/** The sheet that reconciles what an employer reported with what is evidenced, by people and rows. */
export function reconciliationRoutes(ground: ClosingGround): Route[] {
  const { views, reading } = ground;
  const reconciler = createReconciler(ground);
  const asker = async (actor: Actor, scope: Scope): Promise<Asker> => ({ actor, scope, view: await views.of(scope) });
  return [
    route(contract.getReconciliation, async ({ params, query, actor, scope }) => reconciliationOf(reconciler, await asker(actor, scope), params.pledgeId, query.month)),
    route(contract.exportReconciliation, async ({ params: { pledgeId, format }, query: { month, language }, actor, scope }) => {
      const found = await reconciliationOf(reconciler, await asker(actor, scope), pledgeId, month);
      return tableFile(`reconciliation-${found.stamp.month}`, format, bridgeCells(found, language));
    }),
    route(contract.listNear, async ({ params: { pledgeId }, query: { purpose, ...asked }, actor, scope, request }) => {
      // Computed before the reading begins, whose transaction others would wait for.
      const found = await nearOf(reconciler, await asker(actor, scope), pledgeId, asked);
      return readPersons(reading, scope, { actor, purpose, what: 'reconciliation', subject: pledgeId, request: request.id }, () => Promise.resolve(found));
    }),
    route(contract.listBasePeople, async ({ params: { pledgeId }, query: { purpose, ...asked }, actor, scope, request }) => {
      const found = await basePeopleOf(reconciler, await asker(actor, scope), pledgeId, asked);
      return readPersons(reading, scope, { actor, purpose, what: 'base-people', subject: pledgeId, request: request.id }, () => Promise.resolve(found));
    }),
    route(contract.getReconciliationTable, async ({ query: { page, size, ...asked }, actor, scope }) => {
      const { rows, ...found } = await tableOf(reconciler, await asker(actor, scope), asked);
      return { ...found, total: rows.length, rows: rows.slice((page - 1) * size, page * size) };
    }),
    route(contract.exportReconciliationTable, async ({ params: { format }, query: { language, ...asked }, actor, scope }) => {
      const { rows, stamp } = await tableOf(reconciler, await asker(actor, scope), asked);
      return tableFile(`reconciliation-${stamp.month}`, format, tableCells(rows, stamp.month, language));
    }),
  ];
}

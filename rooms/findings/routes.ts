import { route, type Route } from '#platform/http.ts';
import * as contract from './contract.ts';
import { findingsCsv, findingsXlsx } from './file.ts';
import { allFindings, findingPage, judge, listFindings, personsBehind, today, type FindingsGround } from './finding.ts';
import { ruleView } from './rule-view.ts';

const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The endpoints of this room: what the rules find, who stands behind it, and what officers make of it. */
export function findingRoutes(ground: FindingsGround): Route[] {
  return [
    route(contract.listFindings, ({ query, scope }) => listFindings(ground, scope, query)),
    route(contract.exportFindings, async ({ params, query, scope }) => {
      const rows = await allFindings(ground, scope, query);
      return params.format === 'csv'
        ? { name: 'findings.csv', type: 'text/csv; charset=utf-8', body: findingsCsv(rows, query.language) }
        : { name: 'findings.xlsx', type: sheet, body: await findingsXlsx(rows, query.language) };
    }),
    route(contract.listRules, () => ({ rows: contract.rules.map((rule) => ruleView(rule, today(ground.clock))) })),
    route(contract.getFinding, ({ params, scope }) => findingPage(ground, scope, params.findingId)),
    route(contract.listPersons, ({ params, query, actor, scope, request }) => personsBehind(ground, actor, scope, params.findingId, query, request.id)),
    route(contract.judgeFinding, ({ params, body, actor, scope }) => judge(ground, actor, scope, params.findingId, body)),
  ];
}

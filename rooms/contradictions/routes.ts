import { route, type Route } from '#platform/http.ts';
import { checkRelations } from './check.ts';
import { checkFigures } from './contract.ts';
import { relationsOf } from './relation.ts';

/** The rows as lines of the files that they would stand in, below the header. */
function lines<Fields extends Readonly<Record<string, string>>>(rows: readonly Fields[]) {
  return { rows: rows.map((fields, at) => ({ line: at + 2, fields })), faults: [] };
}

/** The check of figures that somebody typed in: it asks no database and keeps nothing. */
export const contradictionRoutes: Route[] = [
  route(checkFigures, ({ body: { figures, relations } }) => ({
    findings: checkRelations(relationsOf({ name: 'figures', table: lines(figures) }, { name: 'relations', table: lines(relations) })),
  })),
];

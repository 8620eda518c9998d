import { monthText } from '#kernel/month.ts';
import { route, type Route } from '#platform/http.ts';
import * as contract from './contract.ts';
import type { ClosingGround } from './ground.ts';
import { frozenThrough } from './month-state.ts';

/** The life of a month, from open to frozen. */
export function closingRoutes(ground: ClosingGround): Route[] {
  return [
    route(contract.listMonths, async () => {
      const month = await frozenThrough(ground.db);
      return { frozenThrough: month === undefined ? null : monthText(month) };
    }),
  ];
}

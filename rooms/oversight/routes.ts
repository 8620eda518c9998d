import { monthIndex, type Month } from '#kernel/month.ts';
import { route, type Route } from '#platform/http.ts';
import * as contract from './contract.ts';
import { enterCureOrWaiver, listDecisions, withdraw } from './decision.ts';
import type { OversightGround } from './ground.ts';
import { listNotices, markSeen } from './notice.ts';
import { answer, contest, listObjections } from './objection.ts';
import { giveOrder, takeStep } from './order.ts';
import { attachFile, getFile } from './order-file.ts';
import { getOrder, listOrders } from './order-page.ts';
import { objectionsCsv, objectionsXlsx } from './objection-table.ts';
import { ordersCsv, ordersXlsx } from './order-table.ts';

const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** More rows than a file is for: whoever needs more filters them. */
const mostInFile = 10_000;

/** The endpoints of this room. Reading asks for figures, and shows what lies within them. */
export function oversightRoutes(ground: OversightGround): Route[] {
  return [...decisionRoutes(ground), ...orderRoutes(ground), ...stepRoutes(ground), ...objectionRoutes(ground), ...noticeRoutes(ground)];
}

function decisionRoutes(ground: OversightGround): Route[] {
  return [
    route(contract.listDecisions, async ({ params, scope }) => ({ rows: await listDecisions(ground, scope, params.pledgeId) })),
    route(contract.decide, async ({ params, body, actor, scope }) => {
      await enterCureOrWaiver(ground, actor, scope, params.pledgeId, body);
      return { rows: await listDecisions(ground, scope, params.pledgeId) };
    }),
    route(contract.withdrawDecision, async ({ params, body, actor, scope }) => {
      await withdraw(ground, actor, scope, params.decisionId, body);
      return {};
    }),
  ];
}

function orderRoutes(ground: OversightGround): Route[] {
  return [
    route(contract.listOrders, ({ query, actor, scope }) => listOrders(ground, actor, scope, query, query)),
    route(contract.exportOrders, async ({ params, query: { language, ...filter }, actor, scope }) => {
      const { rows } = await listOrders(ground, actor, scope, filter, { page: 1, size: mostInFile });
      return params.format === 'csv'
        ? { name: 'orders.csv', type: 'text/csv; charset=utf-8', body: ordersCsv(rows, language) }
        : { name: 'orders.xlsx', type: sheet, body: await ordersXlsx(rows, language) };
    }),
    route(contract.getOrder, ({ params, actor, scope }) => getOrder(ground, actor, scope, params.orderId)),
    route(contract.giveOrder, async ({ body, actor, scope }) => ({ id: await giveOrder(ground, actor, scope, body) })),
    route(contract.attachFile, async ({ params, actor, scope, request }) => ({ id: await attachFile(ground, actor, scope, params.orderId, request) })),
    route(contract.getOrderFile, ({ params, scope }) => getFile(ground, scope, params.orderId, params.fileId)),
  ];
}

function stepRoutes(ground: OversightGround): Route[] {
  const take = async (...step: Parameters<typeof takeStep> extends [unknown, ...infer Rest] ? Rest : never) => {
    await takeStep(ground, ...step);
    return {};
  };
  return [
    route(contract.readOrder, ({ params, actor, scope }) => take(actor, scope, params.orderId, { what: 'read' })),
    route(contract.answerOrder, ({ params, body: { text, pledges, imports }, actor, scope }) => take(actor, scope, params.orderId, { what: 'answered', note: text, pledges, imports })),
    route(contract.returnOrder, ({ params, body: { reason, dueOn }, actor, scope }) => take(actor, scope, params.orderId, { what: 'returned', note: reason, dueOn })),
    route(contract.acceptOrder, ({ params, body, actor, scope }) => take(actor, scope, params.orderId, { what: 'accepted', note: body.note })),
    route(contract.closeOrder, ({ params, body, actor, scope }) => take(actor, scope, params.orderId, { what: 'closed', note: body.reason })),
  ];
}

const indexOf = (month: string | undefined) => (month === undefined ? undefined : monthIndex(month as Month));

function objectionRoutes(ground: OversightGround): Route[] {
  return [
    route(contract.listObjections, ({ query, actor, scope }) => listObjections(ground, actor, scope, { ...query, month: indexOf(query.month) }, query)),
    route(contract.exportObjections, async ({ params, query: { language, ...filter }, actor, scope }) => {
      const { rows } = await listObjections(ground, actor, scope, { ...filter, month: indexOf(filter.month) }, { page: 1, size: mostInFile });
      return params.format === 'csv'
        ? { name: 'objections.csv', type: 'text/csv; charset=utf-8', body: objectionsCsv(rows, language) }
        : { name: 'objections.xlsx', type: sheet, body: await objectionsXlsx(rows, language) };
    }),
    route(contract.openObjection, async ({ params, body, actor, scope }) => ({ id: await contest(ground, actor, scope, params.pledgeId, body) })),
    route(contract.answerObjection, async ({ params, body, actor, scope }) => {
      await answer(ground, actor, scope, params.objectionId, body);
      return {};
    }),
  ];
}

function noticeRoutes(ground: OversightGround): Route[] {
  return [
    route(contract.listNotices, ({ query, actor }) => listNotices(ground, actor, query)),
    route(contract.markNoticesSeen, async ({ body, actor }) => {
      await markSeen(ground, actor, body.upto);
      return {};
    }),
  ];
}

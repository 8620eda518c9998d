import type { Actor, Scope } from '#kernel/actor.ts';
import { monthIndex, type Month } from '#kernel/month.ts';
import { route, type Route } from '#platform/http.ts';
import { scopeThroughTime } from '#accounts';
import { today } from '#oversight';
import { answerDraft } from './answer.ts';
import * as contract from './contract.ts';
import { draftView, getDraft, openDraft, withdrawDraft } from './draft.ts';
import { draftPage, listAnswers } from './draft-page.ts';
import { listFigures } from './figure-page.ts';
import { freezeDraft } from './freeze.ts';
import type { ClosingGround } from './ground.ts';
import { listMonths } from './month-state.ts';
import { reconciliationRoutes } from './reconciliation-routes.ts';
import { answerCells, figureCells, tableFile } from './table-file.ts';

const at = (month: string) => monthIndex(month as Month);
/** Where an actor answers drafts. */
const speakingFor = (actor: Actor): Scope => scopeThroughTime(actor, 'answer-drafts') ?? { places: [], employers: [] };

/** The life of a month, from open to frozen. */
export function closingRoutes(ground: ClosingGround): Route[] {
  return [...readingRoutes(ground), ...tableRoutes(ground), ...stepRoutes(ground), ...reconciliationRoutes(ground)];
}

function readingRoutes(ground: ClosingGround): Route[] {
  return [
    route(contract.listMonths, ({ scope }) => listMonths(ground, scope)),
    route(contract.getDraft, ({ params: { month }, actor, scope }) => draftPage(ground, scope, speakingFor(actor), at(month))),
  ];
}

function tableRoutes(ground: ClosingGround): Route[] {
  return [
    route(contract.listAnswers, ({ params: { month }, query, scope }) => listAnswers(ground, scope, at(month), query, query)),
    route(contract.exportAnswers, async ({ params: { month, format }, query: { language, ...asked }, scope }) =>
      tableFile(`answers-${month}`, format, answerCells((await listAnswers(ground, scope, at(month), asked)).rows, language))),
    route(contract.listFigures, async ({ params: { month }, query: { page, size, ...asked }, scope }) => {
      const { rows, ...told } = await listFigures(ground, scope, at(month), asked);
      return { ...told, rows: rows.slice((page - 1) * size, page * size) };
    }),
    route(contract.exportFigures, async ({ params: { month, format }, query: { language, ...asked }, scope }) => {
      const { ended } = await getDraft(ground.db, at(month));
      return tableFile(`draft-${month}`, format, figureCells((await listFigures(ground, scope, at(month), asked)).rows, ended === 'frozen', language));
    }),
  ];
}

function stepRoutes(ground: ClosingGround): Route[] {
  return [
    route(contract.openDraft, async ({ params: { month }, body, actor }) => draftView(await openDraft(ground, actor, at(month), body), today(ground.clock))),
    route(contract.withdrawDraft, async ({ params: { month }, body: { reason }, actor }) => draftView(await withdrawDraft(ground, actor, at(month), reason), today(ground.clock))),
    route(contract.answerDraft, async ({ params: { month }, body, actor, scope }) => {
      await answerDraft(ground, actor, scope, at(month), body);
      return {};
    }),
    route(contract.freezeDraft, async ({ params: { month }, actor }) => draftView(await freezeDraft(ground, actor, at(month)), today(ground.clock))),
  ];
}

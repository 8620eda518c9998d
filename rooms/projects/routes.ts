import { route, type Route } from '#platform/http.ts';
import * as contract from './contract.ts';
import { personOf } from './draft.ts';
import { draftPage, draftRows } from './draft-page.ts';
import { getSubmitted, listOfOthers, listOwn } from './draft-store.ts';
import { begin, getOwn, save, submit, withdraw } from './drafting.ts';
import { startEntering } from './entering.ts';
import type { ProjectGround } from './ground.ts';
import { lifePage, tell } from './life.ts';
import { approve, giveBack } from './reviewing.ts';
import { pledgeVersions, projectVersions } from './versions.ts';

/** Drafts and their review, versions of rows, and projects through their life. */
export function projectRoutes(ground: ProjectGround): Route[] {
  const { db } = ground;
  return [
    route(contract.listDrafts, async ({ query, actor }) => draftRows(ground, await listOwn(db, personOf(actor), query))),
    route(contract.beginDraft, ({ body, actor, scope }) => begin({ ground, actor, scope }, body)),
    route(contract.getDraft, async ({ params, actor, scope }) => draftPage(ground, scope, await getOwn({ ground, actor, scope }, params.draftId))),
    route(contract.saveDraft, ({ params, body, actor, scope }) => save({ ground, actor, scope }, params.draftId, body.fields)),
    route(contract.submitDraft, ({ params, body, actor, scope }) => submit({ ground, actor, scope }, params.draftId, body.reason)),
    route(contract.withdrawDraft, ({ params, actor, scope }) => withdraw({ ground, actor, scope }, params.draftId)),
    route(contract.listReviews, async ({ query, actor, scope }) => draftRows(ground, await listOfOthers(db, scope, personOf(actor), query))),
    route(contract.getReview, async ({ params, actor, scope }) => {
      const draft = await getSubmitted(db, scope, params.draftId);
      return { ...(await draftPage(ground, scope, draft)), own: draft.author === personOf(actor) };
    }),
    route(contract.returnDraft, ({ params, body, actor, scope }) => giveBack({ ground, actor, scope }, params.draftId, body.reason)),
    route(contract.approveDraft, async ({ params, body, actor, scope }) => {
      const approved = await approve({ ground, actor, scope }, params.draftId, body.reason);
      startEntering(ground);
      return approved;
    }),
    route(contract.listProjectVersions, ({ params, scope }) => projectVersions(ground, scope, params.projectId)),
    route(contract.listPledgeVersions, ({ params, scope }) => pledgeVersions(ground, scope, params.pledgeId)),
    route(contract.getLife, ({ params, scope }) => lifePage(ground, scope, params.projectId)),
    route(contract.tellEvent, ({ params, body, actor, scope }) => tell({ ground, actor, scope }, params.projectId, body)),
    route(contract.decideProject, ({ params, body, actor, scope }) => tell({ ground, actor, scope }, params.projectId, { ...body, what: 'decision' })),
  ];
}

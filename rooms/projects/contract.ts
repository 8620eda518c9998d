import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';

const empty = z.object({});
const count = z.int();
const instant = z.string();
const day = z.string();
const id = z.string().min(1).max(400);
const draftId = z.object({ draftId: z.string().min(1).max(64) });
/** Why something is done, in words. */
const Reason = z.string().trim().min(1).max(1000);

/** The registers whose rows may be written by hand. */
export const draftRegisters = ['projects', 'pledges', 'participants', 'investments'] as const;
export const DraftRegister = z.enum(draftRegisters);
export type DraftRegister = z.infer<typeof DraftRegister>;

export const draftIntents = ['new', 'change', 'annulment'] as const;
export type DraftIntent = (typeof draftIntents)[number];

/** From the first word to the figures; `entered` when the row is in its register and the figures are computed with it. */
export const draftStates = ['draft', 'submitted', 'returned', 'approved', 'entered', 'withdrawn'] as const;
export const DraftState = z.enum(draftStates);
export type DraftState = z.infer<typeof DraftState>;

/** An employer by our own number; the name is null when no register tells it, and for sole entrepreneurs. */
const Employer = z.object({ number: count, name: z.string().nullable() });

/** A field as a register file would hold it; an employer by our own number; null when it is empty. */
export const DraftField = z.union([z.string(), Employer]).nullable();
export type DraftField = z.infer<typeof DraftField>;
export const DraftFields = z.record(z.string(), DraftField);
export type DraftFields = z.infer<typeof DraftFields>;

/** How a column is written; all but `status` and `recorded_at`, which an approval fills in. */
export const DraftColumn = z.object({
  name: z.string(), type: z.string(), words: z.array(z.string()), required: z.boolean(),
  /** True when it names the row and may not be changed: it was given when the draft was begun. */
  fixed: z.boolean(),
});
export type DraftColumn = z.infer<typeof DraftColumn>;

/** What a register file would be rejected for, and what only a hand can do wrong. */
export const faultCodes = ['missing', 'bin', 'place', 'date', 'month', 'money', 'number', 'text', 'code', 'order', 'unknown-employer', 'unknown-project', 'outside'] as const;
export const DraftFault = z.object({ column: z.string(), code: z.enum(faultCodes) });
export type DraftFault = z.infer<typeof DraftFault>;

export const DraftStep = z.object({ at: instant, what: z.enum(['begun', 'submitted', 'returned', 'approved', 'entered', 'withdrawn']), name: z.string(), reason: z.string().nullable(), importId: z.string().nullable() });
export type DraftStep = z.infer<typeof DraftStep>;

/** A draft in a list. */
export const DraftRow = z.object({
  draftId: z.string(), register: DraftRegister, intent: z.enum(draftIntents), state: DraftState, authorName: z.string(), savedAt: instant,
  /** What it is about: project and pledge by id, a project's names as they are written. */
  projectId: z.string().nullable(), pledgeId: z.string().nullable(), names: z.object({ kk: z.string(), ru: z.string(), en: z.string().nullable() }).nullable(),
  /** The last reason that anybody gave. */
  reason: z.string().nullable(),
});
export type DraftRow = z.infer<typeof DraftRow>;

export const Draft = DraftRow.extend({
  columns: z.array(DraftColumn), fields: DraftFields,
  /** What stands in the way of its submission; empty when nothing does. */
  faults: z.array(DraftFault),
  /** The current row of the register that it would replace, or did replace; null when none was held. */
  current: DraftFields.nullable(),
  steps: z.array(DraftStep),
});
export type Draft = z.infer<typeof Draft>;

const paging = { page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(500).default(100) };

export const listDrafts = endpoint({
  method: 'GET', path: '/api/drafts', may: 'draft-projects', summary: 'Own drafts of register rows, last written first.',
  params: empty, query: z.object({ state: DraftState.optional(), ...paging }), reply: z.object({ total: count, rows: z.array(DraftRow) }),
});

/** `key` names the row to change or annul; of a new pledge, participant or investment only its project. Refuses `no-such-row` 404. */
export const beginDraft = endpoint({
  method: 'POST', path: '/api/drafts', may: 'draft-projects', summary: 'Begin a draft: of a new row, which gets its id here, or from the current one.',
  params: empty, query: empty,
  body: z.object({
    register: DraftRegister, intent: z.enum(draftIntents),
    key: z.object({ projectId: id.optional(), pledgeId: id.optional(), employer: count.optional(), period: z.string().max(7).optional() }).default({}),
  }),
  reply: Draft,
});

export const getDraft = endpoint({
  method: 'GET', path: '/api/drafts/:draftId', may: 'draft-projects', summary: 'One own draft, with what is wrong with each field.',
  params: draftId, query: empty, reply: Draft,
});

/**
 * Fields that are not named stay. An employer is written by its twelve digits, which are kept as our own number; digits that
 * stand for nobody known are not kept. Refuses `no-such-column` 400, `wrong-state` 409 when it is under review.
 */
export const saveDraft = endpoint({
  method: 'PUT', path: '/api/drafts/:draftId', may: 'draft-projects', summary: 'Write fields of an own draft; the reply says what is wrong with each.',
  params: draftId, query: empty, body: z.object({ fields: z.record(z.string().max(40), z.string().max(1000)) }), reply: Draft,
});

/** Refuses `draft-has-faults` 422, `nothing-changed` 409, `wrong-state` 409. */
export const submitDraft = endpoint({
  method: 'POST', path: '/api/drafts/:draftId/submission', may: 'draft-projects', summary: 'Hand an own draft over to be reviewed by a second person, with the reason for it.',
  params: draftId, query: empty, body: z.object({ reason: Reason }), reply: Draft,
});

export const withdrawDraft = endpoint({
  method: 'DELETE', path: '/api/drafts/:draftId', may: 'draft-projects', summary: 'Withdraw an own draft that is not approved yet.',
  params: draftId, query: empty, reply: Draft,
});

export const listReviews = endpoint({
  method: 'GET', path: '/api/reviews', may: 'review-projects', summary: 'Drafts of others that wait for a review, oldest first; or those that were reviewed.',
  params: empty, query: z.object({ state: z.enum(['submitted', 'returned', 'approved', 'entered']).default('submitted'), ...paging }), reply: z.object({ total: count, rows: z.array(DraftRow) }),
});

export const getReview = endpoint({
  method: 'GET', path: '/api/reviews/:draftId', may: 'review-projects', summary: 'One draft that was submitted, beside the current row that it would replace.',
  params: draftId, query: empty, reply: Draft.extend({ own: z.boolean() }),
});

/** Refuses `own-draft` 403 to its author, `wrong-state` 409. */
export const returnDraft = endpoint({
  method: 'POST', path: '/api/reviews/:draftId/return', may: 'review-projects', summary: 'Give a draft back to its author with a reason.',
  params: draftId, query: empty, body: z.object({ reason: Reason }), reply: Draft,
});

/** Refuses `own-draft` 403 to its author, `wrong-state`, `row-changed` and `row-is-newer` 409, `draft-has-faults` 422. */
export const approveDraft = endpoint({
  method: 'POST', path: '/api/reviews/:draftId/approval', may: 'review-projects', summary: 'Approve a draft of another person: its row is imported like a file of one record, and the figures are computed.',
  params: draftId, query: empty, body: z.object({ reason: Reason.optional() }), reply: Draft,
});

/** A version of a register row, and for how long it was the current one here. */
export const Version = z.object({
  version: z.string(), fields: DraftFields, recordedAt: instant, annulled: z.boolean(),
  /** Null when it never was the current one: a later version was held already when it came. */
  currentFrom: instant.nullable(), currentTo: instant.nullable(), current: z.boolean(),
  /** The file that brought it, or the draft with its author and reviewer. */
  source: z.object({ importId: z.string(), file: z.string(), by: z.string(), at: instant, draft: z.object({ author: z.string(), reason: z.string().nullable(), reviewer: z.string() }).nullable() }),
});
export type Version = z.infer<typeof Version>;
const versions = z.object({ columns: z.array(z.string()), versions: z.array(Version) });

export const listProjectVersions = endpoint({
  method: 'GET', path: '/api/projects/:projectId/versions', may: 'read-figures', summary: 'Every version of a project’s row that any file or draft has brought, in the order in which they came.',
  params: z.object({ projectId: id }), query: empty, reply: versions,
});

export const listPledgeVersions = endpoint({
  method: 'GET', path: '/api/pledges/:pledgeId/versions', may: 'read-figures', summary: 'Every version of a pledge’s row that any file or draft has brought, in the order in which they came.',
  params: z.object({ pledgeId: id }), query: empty, reply: versions,
});

export const stages = ['idea', 'appraisal', 'approved', 'construction', 'operation', 'closed'] as const;
export const Stage = z.enum(stages);
export const opinions = ['technical', 'financial', 'economic'] as const;

export const LifeEvent = z.object({
  eventId: z.string(), what: z.enum([...opinions, 'decision', 'stage']), outcome: z.string(), on: day, office: z.string(), reason: z.string(), name: z.string(), recordedAt: instant,
});
export type LifeEvent = z.infer<typeof LifeEvent>;

/** How a limit stands: kept so far, at risk by its forecast, broken, or not to be told. */
const Standing = z.enum(['within', 'at-risk', 'broken', 'unknown']);

export const getLife = endpoint({
  method: 'GET', path: '/api/projects/:projectId/life', may: 'read-figures', summary: 'A project through its life: stages, appraisal, decision, limits of time and budget, classes, and the offices that answer.',
  params: z.object({ projectId: id }), query: empty,
  reply: z.object({
    projectId: z.string(), stage: Stage, events: z.array(LifeEvent),
    /** The stage last told by an office, where the register says another. */
    toldStage: Stage.nullable(),
    /** Money that came before an approving decision, in tenge; null when none did. */
    spentBefore: z.object({ tenge: z.number(), first: z.string(), decided: day.nullable() }).nullable(),
    /** The last month in which a pledge holds, and whether only that is still watched: the project is closed. */
    watchedUntil: z.string().nullable(), maintenance: z.boolean(),
    time: z.object({ startsOn: day, plan: day.nullable(), fact: day.nullable(), elapsed: z.number().nullable(), forecast: z.string().nullable(), standing: Standing }),
    /** Months that the register of investments holds for it. */
    investedMonths: z.array(z.string()),
    budget: z.object({ plan: z.number(), fact: z.number(), share: z.number().nullable(), pace: z.number().nullable(), forecast: z.number().nullable(), standing: Standing }),
    classes: z.object({
      term: z.enum(['short', 'medium', 'long']).nullable(), scale: z.enum(['small', 'medium', 'large']).nullable(), aim: z.enum(['commercial', 'non-commercial', 'social']),
      /** What they rest on: days from start to end; the investment in indices of the day it starts. */
      days: count.nullable(), indices: z.number().nullable(), index: z.number().nullable(),
      thresholds: z.object({ smallUpTo: z.number(), mediumUpTo: z.number(), since: day, source: z.string() }).nullable(),
    }),
    counterObligation: z.boolean(),
    /** The office of the register, then the akimats of the places above, the nearest first. */
    offices: z.object({ office: z.string(), akimats: z.array(z.object({ kato: z.string(), names: z.object({ kk: z.string(), ru: z.string(), en: z.string().nullable() }) })) }),
  }),
});

export type Life = z.output<typeof getLife.reply>;

const eventBody = { on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), office: z.string().trim().min(1).max(400), reason: Reason, replaces: z.string().max(64).optional() };

/** Refuses `no-such-project` and `no-such-event` 404, `outside-your-places` 409, `future-day` and `wrong-outcome` 422. */
export const tellEvent = endpoint({
  method: 'POST', path: '/api/projects/:projectId/events', may: 'draft-projects', summary: 'Tell an opinion of the appraisal, or a stage that a project came to; or correct what was told.',
  params: z.object({ projectId: id }), query: empty,
  body: z.object({ what: z.enum([...opinions, 'stage']), outcome: z.enum(['positive', 'conditional', 'negative', ...stages]), ...eventBody }), reply: z.object({ eventId: z.string() }),
});

/** Refuses `no-such-project` and `no-such-event` 404, `future-day` 422, `outside-your-places`, `appraisal-incomplete` and `decided-already` 409. */
export const decideProject = endpoint({
  method: 'POST', path: '/api/projects/:projectId/decision', may: 'review-projects', summary: 'Tell the one decision on a project after its appraisal, or correct it.',
  params: z.object({ projectId: id }), query: empty, body: z.object({ outcome: z.enum(['approved', 'rejected']), ...eventBody }), reply: z.object({ eventId: z.string() }),
});

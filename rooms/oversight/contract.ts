import { z } from 'zod';
import { roles } from '#kernel/actor.ts';
import { endpoint } from '#kernel/contract.ts';
import { monthShape } from '#kernel/month.ts';

const count = z.int();
const empty = z.object({});
/** A day of the registers' calendar, 1800 to 2199. */
const day = z.iso.date().regex(/^(1[89]|2[01])/);
const place = z.string().regex(/^\d{9}$/);
const id = z.coerce.number().int().min(1).max(2_147_483_647);
const pledgeId = z.string().min(1).max(400);
/** What people write. Identifiers of people or employers in it are refused, `identifier-in-text`. */
const words = (most: number) => z.string().trim().min(1).max(most);
const paging = { page: z.coerce.number().int().min(1).max(100_000).default(1), size: z.coerce.number().int().min(1).max(200).default(50) };

const Names = z.object({ kk: z.string(), ru: z.string(), en: z.string().nullable() });
const PlaceName = z.object({ kato: place, level: count, names: Names });
/** An employer by our own number; the name is null for sole entrepreneurs and where none is held. */
const EmployerName = z.object({ number: count, name: z.string().nullable() });

/** Who did something and when. A visitor's acts on the made-up country are marked as such. */
const Act = z.object({ at: z.string(), by: z.string(), visitor: z.boolean() });

/* Decisions: rule 15, docs/oversight.md. */

export const decisionKinds = ['cure', 'waiver'] as const;

export const DecisionRow = z.object({
  id: count,
  kind: z.enum(decisionKinds),
  office: z.string(),
  reason: z.string(),
  decidedOn: day,
  /** Of a cure: the day by which the pledge may still be kept. */
  until: day.nullable(),
  /** Of a waiver: how many jobs are let off. */
  jobs: z.number().nullable(),
  act: Act,
  /** Null while it is in force. */
  ended: z.object({ how: z.enum(['superseded', 'withdrawn']), office: z.string(), reason: z.string(), on: day, act: Act }).nullable(),
  /** What a cured pledge is judged by in the month of its cure day, of the jobs that no waiver lets off; null before figures of that month are held, and of waivers. */
  held: z.object({ month: z.string(), judged: z.number().nullable(), jobs: z.number(), kept: z.boolean().nullable(), provisional: z.boolean() }).nullable(),
});
export type DecisionRow = z.infer<typeof DecisionRow>;

export const listDecisions = endpoint({
  method: 'GET', path: '/api/pledges/:pledgeId/decisions', may: 'read-figures', summary: 'Cures and waivers of a pledge, newest first, also those that are no longer in force.',
  params: z.object({ pledgeId }), query: empty, reply: z.object({ rows: z.array(DecisionRow) }),
});

/** One of a kind is in force at a time: a later one supersedes it. Refuses `no-such-pledge` 404, `decided-in-future`, `cure-too-early` {dueOn}, `waives-too-much` {most}, `identifier-in-text` 422. */
export const decide = endpoint({
  method: 'POST', path: '/api/pledges/:pledgeId/decisions', may: 'decide-pledges', summary: 'Enter a cure or a waiver of a pledge; the evidence stays as it is.',
  params: z.object({ pledgeId }), query: empty,
  body: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('cure'), office: words(400), reason: words(4000), decidedOn: day, until: day }),
    z.strictObject({ kind: z.literal('waiver'), office: words(400), reason: words(4000), decidedOn: day, jobs: z.int().min(1) }),
  ]),
  reply: z.object({ rows: z.array(DecisionRow) }),
});

/** Refuses `no-such-decision` 404, also for one that is not in force. */
export const withdrawDecision = endpoint({
  method: 'POST', path: '/api/decisions/:decisionId/withdrawal', may: 'decide-pledges', summary: 'Withdraw a cure or a waiver that is in force, with the reason.',
  params: z.object({ decisionId: id }), query: empty,
  body: z.object({ office: words(400), reason: words(4000), decidedOn: day }), reply: empty,
});

/* Orders. */

export const orderStates = ['given', 'read', 'answered', 'returned', 'accepted', 'closed'] as const;
export const OrderState = z.enum(orderStates);
export const subjectKinds = ['pledge', 'project', 'place'] as const;
export const steps = ['given', 'read', 'attached', 'answered', 'returned', 'accepted', 'closed', 'overdue'] as const;

export const OrderRow = z.object({
  id: count,
  /** What it is about; `names` of a project or a place. */
  subject: z.object({ kind: z.enum(subjectKinds), id: z.string(), names: Names.nullable() }).nullable(),
  wording: z.string(),
  dueOn: day,
  state: OrderState,
  /** The term has passed and no answer is there. */
  overdue: z.boolean(),
  /** Whose office gave it, and in which role. */
  from: z.object({ place: PlaceName, role: z.enum(roles).nullable() }),
  /** Either is null. */
  to: z.object({ place: PlaceName.nullable(), employer: EmployerName.nullable() }),
  act: Act,
  /** True when the next step is the asker's. */
  awaits: z.boolean(),
});
export type OrderRow = z.infer<typeof OrderRow>;

const orderFilters = {
  state: OrderState.optional(), overdue: z.enum(['yes']).optional(), awaits: z.enum(['yes']).optional(),
  /** A place whose office gives, gets or oversees it; an employer that is to answer. */
  place: place.optional(), employer: id.optional(),
  pledgeId: pledgeId.optional(), projectId: pledgeId.optional(),
  sort: z.enum(['awaits', 'id', '-id', 'dueOn', '-dueOn', 'state', '-state']).default('awaits'),
};

export const listOrders = endpoint({
  method: 'GET', path: '/api/orders', may: 'read-figures', summary: 'Orders given or received within what one may see; those that await the asker first.',
  params: empty, query: z.object({ ...orderFilters, ...paging }), reply: z.object({ total: count, awaiting: count, overdue: count, rows: z.array(OrderRow) }),
});

export const exportOrders = endpoint({
  method: 'GET', path: '/api/orders.:format', may: 'read-figures', summary: 'The same list as a file.',
  params: z.object({ format: z.enum(['csv', 'xlsx']) }), query: z.object({ ...orderFilters, language: z.enum(['kk', 'ru', 'en']).default('kk') }),
  reply: z.unknown(), file: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
});

export const getOrder = endpoint({
  method: 'GET', path: '/api/orders/:orderId', may: 'read-figures', summary: 'One order with its whole history and the files of its answers.',
  params: z.object({ orderId: id }), query: empty,
  reply: z.object({
    order: OrderRow,
    steps: z.array(z.object({ what: z.enum(steps), note: z.string().nullable(), dueOn: day.nullable(), pledges: z.array(z.string()), imports: z.array(z.string()), act: Act })),
    files: z.array(z.object({ id: count, name: z.string(), type: z.string(), bytes: count, sha256: z.string(), at: z.string(), by: z.string() })),
    /** What the asker may do now. */
    may: z.object({ read: z.boolean(), answer: z.boolean(), judge: z.boolean(), close: z.boolean() }),
  }),
});
export type OrderPage = z.infer<typeof getOrder.reply>;

/** Refuses `no-such-pledge`, `no-such-project`, `no-such-addressee` 404; `subject-elsewhere`, `term-passed`, `identifier-in-text` 422. */
export const giveOrder = endpoint({
  method: 'POST', path: '/api/orders', may: 'give-orders', summary: 'Give an order to an akimat below one’s own office, or to an employer with pledges within it.',
  params: empty, query: empty,
  body: z.object({
    subject: z.strictObject({ kind: z.enum(subjectKinds), id: z.string().min(1).max(400) }).nullable(), wording: words(4000), dueOn: day,
    to: z.union([z.strictObject({ place }), z.strictObject({ employer: z.int().min(1).max(2_147_483_647) })]),
  }),
  reply: z.object({ id: count }),
});

const ofOrder = { params: z.object({ orderId: id }), query: empty, reply: empty } as const;

/* Steps refuse `no-such-order` 404 and `wrong-step` 409 {state}. */
export const readOrder = endpoint({ method: 'POST', path: '/api/orders/:orderId/read', may: 'answer-orders', summary: 'Say that an order was read; once is enough.', ...ofOrder });
export const answerOrder = endpoint({
  method: 'POST', path: '/api/orders/:orderId/answer', may: 'answer-orders', summary: 'Answer an order, pointing to pledges and imports; files are attached before.', ...ofOrder,
  body: z.object({ text: words(8000), pledges: z.array(pledgeId).max(50).default([]), imports: z.array(z.string().min(1).max(64)).max(50).default([]) }),
});
export const returnOrder = endpoint({
  method: 'POST', path: '/api/orders/:orderId/return', may: 'give-orders', summary: 'Return an answer with the reason, and a later term where one is given.', ...ofOrder,
  body: z.object({ reason: words(4000), dueOn: day.optional() }),
});
export const acceptOrder = endpoint({ method: 'POST', path: '/api/orders/:orderId/accept', may: 'give-orders', summary: 'Accept an answer.', ...ofOrder, body: z.object({ note: words(4000).optional() }) });
/** A reason is needed unless its answer was accepted: `reason-needed` 422. */
export const closeOrder = endpoint({ method: 'POST', path: '/api/orders/:orderId/close', may: 'give-orders', summary: 'Close an order.', ...ofOrder, body: z.object({ reason: words(4000).optional() }) });

/** PDF, CSV, XLSX, PNG or JPEG by its contents, at most 10 MB, at most 20 an order. Refuses `file-type`, `too-large` 413, `too-many-files` 409. */
export const attachFile = endpoint({ method: 'POST', path: '/api/orders/:orderId/files', may: 'answer-orders', summary: 'Attach a file to the answer of an order.', ...ofOrder, reply: z.object({ id: count }), upload: true });
export const getOrderFile = endpoint({
  method: 'GET', path: '/api/orders/:orderId/files/:fileId', may: 'read-figures', summary: 'One file of an order, for keeping.',
  params: z.object({ orderId: id, fileId: id }), query: empty, reply: z.unknown(),
  file: ['application/pdf', 'text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'image/png', 'image/jpeg'],
});

/* Objections. */

export const contested = ['contracted', 'paid', 'held3', 'held6', 'held12', 'credited', 'base'] as const;
export const wrongs = ['missing', 'workplace', 'person', 'dates', 'amount', 'other'] as const;
export const objectionOutcomes = ['upheld', 'refused', 'corrected'] as const;

/** A row of a register that is wrong or not there. Contracts are corrected in the contract register, contributions through the bank. */
const ContestedRow = z.strictObject({ register: z.enum(['contracts', 'contributions']), reference: words(200), wrong: z.enum(wrongs) });

export const ObjectionRow = z.object({
  id: count, pledgeId: z.string(), month: z.string(), figure: z.enum(contested), reason: z.string(), rows: z.array(ContestedRow),
  /** Of the pledge; null when it is not held any more. */
  project: Names.nullable(), place: PlaceName.nullable(),
  /** The employer for which it was opened; null when an office did. */
  employer: EmployerName.nullable(), act: Act,
  /** Null while it is open. */
  answer: z.object({ outcome: z.enum(objectionOutcomes), text: z.string(), importId: z.string().nullable(), act: Act }).nullable(),
  /** True when the asker may answer it. */
  awaits: z.boolean(),
});
export type ObjectionRow = z.infer<typeof ObjectionRow>;

export const objectionStates = ['open', 'answered', ...objectionOutcomes] as const;

const objectionFilters = {
  /** `answered`: in any way. */
  state: z.enum(objectionStates).optional(),
  /** A place that covers the pledge; an employer of whose pledge it is. */
  place: place.optional(), employer: id.optional(),
  pledgeId: pledgeId.optional(), month: z.string().regex(monthShape).optional(),
  sort: z.enum(['open', 'id', '-id', 'month', '-month', 'state', '-state']).default('open'),
};

export const listObjections = endpoint({
  method: 'GET', path: '/api/objections', may: 'read-figures', summary: 'Objections to figures within what one may see, open ones first.',
  params: empty, query: z.object({ ...objectionFilters, ...paging }),
  reply: z.object({ total: count, open: count, rows: z.array(ObjectionRow) }),
});

export const exportObjections = endpoint({
  method: 'GET', path: '/api/objections.:format', may: 'read-figures', summary: 'The same list as a file.',
  params: z.object({ format: z.enum(['csv', 'xlsx']) }), query: z.object({ ...objectionFilters, language: z.enum(['kk', 'ru', 'en']).default('kk') }),
  reply: z.unknown(), file: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
});

/** Refuses `no-such-pledge` 404, `no-figures-for-month` 404, `identifier-in-text` 422. */
export const openObjection = endpoint({
  method: 'POST', path: '/api/pledges/:pledgeId/objections', may: 'contest-figures', summary: 'Contest a figure of a pledge at a month by naming rows; the evidence stays as it is.',
  params: z.object({ pledgeId }), query: empty,
  body: z.object({ month: z.string().regex(monthShape), figure: z.enum(contested), reason: words(4000), rows: z.array(ContestedRow).min(1).max(50) }), reply: z.object({ id: count }),
});

/** Refuses `no-such-objection` 404, `answered-already` 409, `own-objection` 403, `no-such-import` 404, `import-too-old` 422, `identifier-in-text` 422. */
export const answerObjection = endpoint({
  method: 'POST', path: '/api/objections/:objectionId/answer', may: 'decide-pledges', summary: 'Answer an objection: upheld, refused, or corrected by an import that came since.',
  params: z.object({ objectionId: id }), query: empty,
  body: z.object({ outcome: z.enum(objectionOutcomes), text: words(4000), importId: z.string().min(1).max(64).optional() }), reply: empty,
});

/* Notices. */

export const noticeKinds = [
  'order-given', 'order-answered', 'order-returned', 'order-accepted', 'order-closed', 'order-overdue', 'objection-opened', 'objection-answered',
  'pledge-cured', 'pledge-waived', 'decision-withdrawn', 'pledge-missed', 'pledge-lost',
  'draft-opened', 'draft-ends', 'draft-withdrawn', 'month-frozen',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const NoticeRow = z.object({
  id: count, at: z.string(), what: z.enum(noticeKinds),
  subjectKind: z.enum(['order', 'pledge', 'month']), subject: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])), seen: z.boolean(),
});
export type NoticeRow = z.infer<typeof NoticeRow>;

export const listNotices = endpoint({
  method: 'GET', path: '/api/notices', may: 'signed-in', summary: 'What the asker’s offices and employers were told, newest first, and how much of it is new to him.',
  params: empty, query: z.object({ ...paging }), reply: z.object({ total: count, unseen: count, rows: z.array(NoticeRow) }),
});

export const markNoticesSeen = endpoint({
  method: 'POST', path: '/api/notices/seen', may: 'signed-in', summary: 'Says that notices up to one have been seen.',
  params: empty, query: empty, body: z.object({ upto: z.int().min(0) }), reply: empty,
});

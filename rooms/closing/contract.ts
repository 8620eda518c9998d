import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { monthShape } from '#kernel/month.ts';
import { EmployerName, PlaceName } from '#kernel/names.ts';
import { Stamp } from '#kernel/stamp.ts';

const count = z.int();
const empty = z.object({});
const month = z.string().regex(monthShape);
const day = z.iso.date().regex(/^(1[89]|2[01])/);
const place = z.string().regex(/^\d{9}$/);
const number = z.coerce.number().int().min(1).max(2_147_483_647);
/** What people write. Identifiers of people or employers in it are refused, `identifier-in-text`. */
const words = (most: number) => z.string().trim().min(1).max(most);
const paging = { page: z.coerce.number().int().min(1).max(100_000).default(1), size: z.coerce.number().int().min(1).max(200).default(50) };
const ofMonth = z.object({ month });
const files = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];
const ofFile = z.object({ month, format: z.enum(['csv', 'xlsx']) });
const language = z.enum(['kk', 'ru', 'en']).default('kk');

/** Who did something and when. A visitor's acts on the made-up country are marked as such. */
const Act = z.object({ at: z.string(), by: z.string(), visitor: z.boolean() });

/** docs/closing.md: open while provisional and until its draft is opened, draft, frozen. */
export const monthStates = ['open', 'draft', 'frozen'] as const;
export const MonthRow = z.object({
  month, state: z.enum(monthStates), provisional: z.boolean(),
  /** Rule 13; null when nobody was paid in the month before. */
  completeness: z.object({ persons: count, covered: count }).nullable(),
  /** The last month of the draft that it is or was in; null when none was opened of it. */
  draft: month.nullable(),
  /** The release that froze it, and its day. */
  release: count.nullable(), frozenOn: day.nullable(),
});
export type MonthRow = z.infer<typeof MonthRow>;

export const Draft = z.object({
  /** It is a draft of all months through this one. */
  month, state: z.enum(['running', 'over', 'withdrawn', 'frozen']),
  opened: Act,
  /** Last day, in Kazakhstan, on which it can be answered and contested, and how many days from today that is; 0 on it and after it. */
  until: day, daysLeft: count,
  ended: Act.extend({ reason: z.string().nullable() }).nullable(), release: count.nullable(),
});
export type Draft = z.infer<typeof Draft>;

export const listMonths = endpoint({
  method: 'GET', path: '/api/months', may: 'read-figures', summary: 'The months that are computed, newest first: open, draft or frozen; and the draft that stands.',
  params: empty, query: empty,
  reply: z.object({
    rows: z.array(MonthRow), frozenThrough: month.nullable(), draft: Draft.nullable(),
    /** The month through which a draft could be opened now; null while one stands or nothing is closed. */
    next: month.nullable(),
    /** For how many days it can then be contested at least. */
    objectionDays: count,
  }),
});
export type Months = z.infer<typeof listMonths.reply>;

export const outcomes = ['agreed', 'remarks', 'contests'] as const;
export type Outcome = (typeof outcomes)[number];
export const saids = [...outcomes, 'silent'] as const;

const Tally = z.object({ asked: count, agreed: count, remarks: count, contests: count, silent: count });
/** A region or an employer that was asked; the other one is null. */
const Party = z.object({ place: PlaceName.nullable(), employer: EmployerName.nullable() });
export const AnswerRow = z.object({
  party: Party,
  /** How many pledges it had that were awarded by the end of the month. */
  pledges: count,
  /** What it said last; null while it has said nothing. `times`: how often it did. */
  answer: z.object({ outcome: z.enum(outcomes), remarks: z.string().nullable(), times: count, act: Act }).nullable(),
});
export type AnswerRow = z.infer<typeof AnswerRow>;

export const RegionTally = z.object({ place: PlaceName, asked: z.boolean(), said: z.enum(outcomes).nullable(), employers: Tally });
export type RegionTally = z.infer<typeof RegionTally>;

/** Refuses `no-such-draft` 404 when none of the months through this one was ever opened. */
export const getDraft = endpoint({
  method: 'GET', path: '/api/months/:month/draft', may: 'read-figures', summary: 'The newest draft of the months through one: its days, who said what by region, and what is left to answer.',
  params: ofMonth, query: empty,
  reply: z.object({
    draft: Draft, stamp: Stamp,
    said: Tally, regions: z.array(RegionTally),
    /** Those asked for whom the reader speaks. */
    own: z.array(AnswerRow),
    /** Objections to its months within what the reader may see that were opened in time and nobody has answered: they hold the freezing up. */
    unanswered: count,
  }),
});
export type DraftPage = z.infer<typeof getDraft.reply>;

const answerFilter = {
  said: z.enum(saids).optional(), kind: z.enum(['region', 'employer']).optional(), region: place.optional(),
  sort: z.enum(['outcome', '-outcome', 'at', '-at', 'pledges', '-pledges']).default('outcome'),
};
export const listAnswers = endpoint({
  method: 'GET', path: '/api/months/:month/answers', may: 'read-figures', summary: 'Who was asked about a draft and what each said last.',
  params: ofMonth, query: z.object({ ...answerFilter, ...paging }), reply: z.object({ total: count, rows: z.array(AnswerRow) }),
});
export const exportAnswers = endpoint({
  method: 'GET', path: '/api/months/:month/answers.:format', may: 'read-figures', summary: 'The same list as a file.',
  params: ofFile, query: z.object({ ...answerFilter, language }), reply: z.unknown(), file: files,
});

const nullable = z.number().nullable();
const Figures = z.object({ promised: z.number(), due: z.number(), reported: nullable, contracted: z.number(), paid: z.number(), held3: z.number(), credited: nullable });
export const figureColumns = ['promised', 'due', 'reported', 'contracted', 'paid', 'held3', 'credited'] as const;
/** A pledge in the last month of the draft. */
export const FigureRow = z.object({
  pledgeId: z.string(), employer: EmployerName, place: PlaceName,
  /** Of the current computation while the draft stands, as frozen afterwards; null for a pledge that is not among them. */
  figures: Figures.nullable(),
  /** As they were at the opening, of a frozen draft as they are now: only where they differ. */
  other: Figures.nullable(), changed: z.boolean(),
});
export type FigureRow = z.infer<typeof FigureRow>;

const figureFilter = {
  place: place.optional(), employer: number.optional(), changed: z.enum(['yes']).optional(), q: z.string().max(200).optional(),
  sort: z.enum(['pledgeId', ...figureColumns].flatMap((key) => [key, `-${key}`])).default('-promised'),
};
export const listFigures = endpoint({
  method: 'GET', path: '/api/months/:month/figures', may: 'read-figures', summary: 'The figures of a draft by pledge, within what one may see, beside those at its opening where they differ.',
  params: ofMonth, query: z.object({ ...figureFilter, ...paging }), reply: z.object({ total: count, changed: count, sum: Figures, rows: z.array(FigureRow) }),
});
export const exportFigures = endpoint({
  method: 'GET', path: '/api/months/:month/figures.:format', may: 'read-figures', summary: 'The same list as a file.',
  params: ofFile, query: z.object({ ...figureFilter, language }), reply: z.unknown(), file: files,
});

/**
 * Opens the draft of all months through one. Refuses `no-figures-for-month` 404, `month-not-closed` 409 while it is provisional, `draft-stands` 409
 * {month}, `frozen-further` 409 {month} when a later month is frozen, `period-too-short` and `period-too-long` 422 {day}.
 */
export const openDraft = endpoint({
  method: 'POST', path: '/api/months/:month/draft', may: 'open-drafts', summary: 'Open the draft of the months through one, for regions and employers to answer until a day.',
  params: ofMonth, query: empty, body: z.strictObject({ until: day.optional() }), reply: Draft,
});

/** Refuses `no-such-draft` 404 unless it stands, and `identifier-in-text` 422. */
export const withdrawDraft = endpoint({
  method: 'POST', path: '/api/months/:month/withdrawal', may: 'open-drafts', summary: 'Withdraw the draft that stands, with the reason.',
  params: ofMonth, query: empty, body: z.strictObject({ reason: words(4000) }), reply: Draft,
});

/** A later answer supersedes an earlier one. Refuses `no-such-draft` 404 unless it stands, `no-such-party` 404, `period-over` 409 {until}, `objection-needed` 422, `identifier-in-text` 422. */
export const answerDraft = endpoint({
  method: 'POST', path: '/api/months/:month/answer', may: 'answer-drafts', summary: 'Answer a draft for a region or an employer: agreed, agreed with remarks, or contested by objections that name rows.',
  params: ofMonth, query: empty,
  body: z.strictObject({
    party: z.union([z.strictObject({ place }), z.strictObject({ employer: z.int().min(1).max(2_147_483_647) })]),
    answer: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('agreed') }), z.strictObject({ outcome: z.literal('remarks'), remarks: words(4000) }), z.strictObject({ outcome: z.literal('contests'), remarks: words(4000).optional() }),
    ]),
  }),
  reply: empty,
});

/**
 * Freezes the months of the draft that stands as a release. Refuses `no-such-draft` 404, `same-person` 403, `period-runs` 409 {until}, `objections-stand` 409
 * {count}, `figures-stale` 409, and what a release is refused for.
 */
export const freezeDraft = endpoint({
  method: 'POST', path: '/api/months/:month/freezing', may: 'make-release', summary: 'Freeze the months of a draft whose period is over as a release.',
  params: ofMonth, query: empty, reply: Draft,
});

import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { monthShape } from '#kernel/month.ts';
import { EmployerName, Names, PlaceName } from '#kernel/names.ts';
import { purposes } from '#kernel/purpose.ts';

const count = z.int();
const month = z.string().regex(monthShape);
const empty = z.object({});
const findingId = z.object({ findingId: z.string().regex(/^[0-9a-f]{16}$/) });

/** The rules in the order of their steps (docs/findings.md). */
export const rules = [
  'spike-before-due-day', 'one-month-chain', 'one-person-many-projects', 'jobs-above-contracts',
  'wages-at-minimum', 'return-to-former-employer', 'move-inside-group', 'report-outruns-evidence',
] as const;
export const Rule = z.enum(rules);
export type Rule = z.infer<typeof Rule>;

export const verdicts = ['confirmed', 'dismissed'] as const;
/** open: found and not judged; gone: found once and no more, judged or not. */
export const states = ['open', ...verdicts, 'gone'] as const;
export const State = z.enum(states);
export type State = z.infer<typeof State>;

/** What an officer made of a finding; a visitor's on the made-up country is marked as such. */
export const Judgement = z.object({
  verdict: z.enum(verdicts), reason: z.string(),
  /** What was measured, per cent, and how many people stood behind it when it was judged. */
  measured: count, persons: count,
  at: z.string(), by: z.string(), visitor: z.boolean(),
});
export type Judgement = z.infer<typeof Judgement>;

export const FindingRow = z.object({
  id: z.string(),
  rule: Rule,
  state: State,
  /** The pledge that it is about; null when it is about the employer as a whole. */
  pledge: z.object({ pledgeId: z.string(), dueOn: z.string(), project: Names.nullable() }).nullable(),
  employer: EmployerName,
  place: PlaceName,
  first: month,
  last: month,
  /** Per cent, and the per cent from which the rule finds. */
  measured: count,
  threshold: count,
  persons: count,
  jobs: count,
  foundAt: z.string(),
  /** The month of the computation that found it no more. */
  gone: month.nullable(),
  /** The judgement in force. */
  judgement: Judgement.nullable(),
});
export type FindingRow = z.infer<typeof FindingRow>;

export const findingSorts = ['rule', 'measured', 'persons', 'jobs', 'last', 'foundAt'] as const;

const narrowing = {
  rule: Rule.optional(),
  state: State.optional(),
  place: z.string().regex(/^\d{9}$/).optional(),
  employer: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  pledge: z.string().max(400).optional(),
  /** Findings that speak of this month. */
  month: month.optional(),
  sort: z.enum(findingSorts.flatMap((key) => [key, `-${key}` as const])).default('-jobs'),
};

export const FindingQuery = z.object({ ...narrowing, page: z.coerce.number().int().min(1).max(100_000).default(1), size: z.coerce.number().int().min(1).max(200).default(50) });

export const listFindings = endpoint({
  method: 'GET', path: '/api/findings', may: 'read-findings', summary: 'Signs of paper jobs that the published rules find: filter, sort, page.',
  params: empty, query: FindingQuery,
  reply: z.object({
    total: count,
    /** How many there are in each state, whatever state is asked for, and the jobs that the open ones touch: the most of each pledge or employer. */
    states: z.record(State, count),
    openJobs: count,
    madeUp: z.boolean(),
    rows: z.array(FindingRow),
  }),
});
export type ListedFindings = z.infer<typeof listFindings.reply>;

export const exportFindings = endpoint({
  method: 'GET', path: '/api/findings.:format', may: 'read-findings', summary: 'The same list as a file.',
  params: z.object({ format: z.enum(['csv', 'xlsx']) }), query: z.object({ ...narrowing, language: z.enum(['kk', 'ru', 'en']).default('kk') }),
  reply: z.unknown(), file: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
});

/** One value that a rule goes by, from a month on. */
export const Parameter = z.object({ name: z.string(), value: count, unit: z.string(), since: z.string(), reason: z.string() });

/** A rule with its parameters in force, and how well it finds what was planted in made-up countries (bench/findings.bench.ts). */
export const RuleView = z.object({
  rule: Rule,
  parameters: z.array(Parameter),
  /** Of the `planted`, which a rule could tell, `missed` were not found; of the `found`, `right` had been planted. Null when not measured. */
  measured: z.object({ planted: count, missed: count, found: count, right: count }).nullable(),
});
export type RuleView = z.infer<typeof RuleView>;

export const listRules = endpoint({
  method: 'GET', path: '/api/findings/rules', may: 'read-findings', summary: 'The rules that find paper jobs, with their parameters and how well they find what was planted.',
  params: empty, query: empty, reply: z.object({ rows: z.array(RuleView) }),
});

export const getFinding = endpoint({
  method: 'GET', path: '/api/findings/:findingId', may: 'read-findings', summary: 'One finding: what was measured against which parameters, its picture, and what officers made of it.',
  params: findingId, query: empty,
  reply: z.object({
    finding: FindingRow,
    rule: RuleView,
    /** `along` is a month, or the tenge from which a band of wages begins; `marked` of the `whole` are the finding's, but for reports, where it is what is evidenced. */
    picture: z.array(z.object({ along: z.string(), whole: count, marked: count })),
    /** Newest first; the first is in force. */
    judgements: z.array(Judgement),
    madeUp: z.boolean(),
  }),
});
export type FindingPage = z.infer<typeof getFinding.reply>;

/** A person behind a finding, by our own number. */
export const PersonRow = z.object({
  person: count,
  employer: EmployerName,
  first: month,
  last: month.nullable(),
  months: count,
  /** The former employer, or the one of the same group. */
  other: EmployerName.nullable(),
  projects: count.nullable(),
  /** Middle wage, tenge a month. */
  wage: z.number().nullable(),
});
export type PersonRow = z.infer<typeof PersonRow>;

/** Takes `read-findings` as well, where the finding lies. Refuses `no-such-finding` 404. */
export const listPersons = endpoint({
  method: 'GET', path: '/api/findings/:findingId/rows', may: 'read-persons', summary: 'The people behind a finding, by our own number. The reading is recorded.',
  params: findingId,
  query: z.object({ purpose: z.enum(purposes), page: z.coerce.number().int().min(1).max(100_000).default(1), size: z.coerce.number().int().min(1).max(100).default(50) }),
  reply: z.object({ total: count, rows: z.array(PersonRow) }),
});

/** Refuses `no-such-finding` 404, `finding-gone` 409, `identifier-in-text` 422. */
export const judgeFinding = endpoint({
  method: 'POST', path: '/api/findings/:findingId/judgements', may: 'judge-findings', summary: 'Confirms or dismisses a finding with a reason; supersedes the judgement before and alters no evidence.',
  params: findingId, query: empty,
  body: z.object({ verdict: z.enum(verdicts), reason: z.string().trim().min(1).max(2000) }),
  reply: Judgement,
});

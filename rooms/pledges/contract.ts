import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { monthShape } from '#kernel/month.ts';
import { EmployerName, Names, PlaceName } from '#kernel/names.ts';
import { purposes } from '#kernel/purpose.ts';
import { Forecast, JudgedMonth, outlookFilter, outlooks } from './forecast-contract.ts';
import { Stamp } from '#kernel/stamp.ts';

const count = z.int();
/**
 * Whole numbers that a register states, of up to 18 digits, and their sums. Above 2^53 they are the nearest number that JSON
 * readers and the pages can hold, not exact; evidence, as CSV or JSON, has every digit.
 */
const stated = z.number();
const month = z.string().regex(monthShape);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** Tenge, at most two decimals. */
const tenge = z.number();
const place = z.string().regex(/^\d{9}$/);
const empty = z.object({});

export { Names, PlaceName, EmployerName, Stamp };

export const kinds = ['investment', 'infrastructure', 'business', 'social'] as const;
export const Kind = z.enum(kinds);
export const stages = ['idea', 'appraisal', 'approved', 'construction', 'operation', 'closed'] as const;
export const Stage = z.enum(stages);

/** The evidence ladder of one pledge or of a roll-up (sums over pledges, rule 17). Counts are jobs. */
export const Ladder = z.object({
  promised: stated,
  due: stated,
  /** Of the due jobs, those credited: the sum over due pledges of the smaller of credited and jobs. met / due is the fulfilment. */
  met: count,
  /** What employers report of themselves for the month; null when none did. Never counted. */
  reported: stated.nullable(),
  contracted: count,
  paid: count,
  held3: count,
  held6: count,
  held12: count,
  /** People of the base list who would otherwise count (rule 6d), contracted in the month: shown apart. */
  existing: count,
  /** Contracted persons exempt from the worker's pension contribution (rule 18): shown apart, on no rung. */
  exempt: count,
  /** Full-time equivalents of the paid, two decimals. */
  fte: z.number(),
  permanent: count,
  /** Rules 10 and 16; null when unknown. */
  base: count.nullable(),
  net: count.nullable(),
  credited: count.nullable(),
  /** Wages of the paid, once for each employer and person; null when nobody is paid. `atCeiling` have a contribution at the ceiling: their wage is at least that. */
  wages: z.object({ mean: tenge, median: tenge, sum: tenge, atCeiling: count }).nullable(),
  /** Distinct persons on each rung of a roll-up; null for one pledge, whose rungs are distinct persons already. */
  persons: z.object({ contracted: count, paid: count, held3: count, held6: count, held12: count }).nullable(),
});
export type Ladder = z.infer<typeof Ladder>;

/** One month of a trend. */
export const TrendPoint = z.object({ month, provisional: z.boolean(), promised: stated, due: stated, met: count, reported: stated.nullable(), contracted: count, paid: count, held3: count, held6: count, held12: count, credited: count.nullable() });
export type TrendPoint = z.infer<typeof TrendPoint>;

/** What becomes of a pledge (rule 15), in the order of its life. */
export const verdicts = ['not-due', 'kept', 'substantially-kept', 'missed', 'holding', 'held', 'lost'] as const;
export type Verdict = (typeof verdicts)[number];

export const PledgeRow = z.object({
  pledgeId: z.string(),
  projectId: z.string(),
  /** Null when the project's row is not held. */
  project: Names.nullable(),
  employer: EmployerName,
  place: PlaceName,
  phase: z.enum(['construction', 'operation']),
  awardedOn: day,
  dueOn: day,
  verdict: z.object({
    /** Null when it cannot be told: a base is unknown, or the due month lies before the stored ones. */
    verdict: z.enum(verdicts).nullable(),
    /** True until the month that settles it can no longer change. */
    provisional: z.boolean(),
    /** Jobs that the pledge is judged by: its part of what its stack is credited with, the oldest award first (rule 16). */
    judged: stated.nullable(),
    /** The month that settled it: the due one, the one that lost it, the last that was held. */
    decided: month.nullable(),
    /** While it is not due. */
    forecast: Forecast.nullable(),
  }),
  ladder: Ladder,
});
export type PledgeRow = z.infer<typeof PledgeRow>;

export const ProjectRow = z.object({
  projectId: z.string(),
  names: Names,
  kind: Kind,
  programme: z.string().nullable(),
  funding: z.enum(['private', 'state', 'mixed', 'credit', 'grant']).nullable(),
  /** As in the register: a section letter or 2-5 digits; `section` is its section letter. */
  sector: z.string(),
  section: z.string().nullable(),
  owner: EmployerName,
  place: PlaceName,
  stage: Stage,
  startsOn: day,
  endsOn: day.nullable(),
  investment: tenge,
  /** Share of foreign investment, 0-1. */
  foreignShare: z.number().nullable(),
  office: z.string(),
  pledges: count,
  ladder: Ladder,
});
export type ProjectRow = z.infer<typeof ProjectRow>;

/** A project as the list has it. */
export const ListedProject = ProjectRow.extend({
  /** Wages on all pledges over investment so far (rule 14, all phases), six decimals; null where nothing is invested or not all pledges are seen. */
  wageShare: z.number().nullable(),
});
export type ListedProject = z.infer<typeof ListedProject>;

/** Filters that every overview and list shares; a missing month is the latest one with contributions. */
const filters = {
  month: month.optional(),
  place: place.optional(),
  /** Section letter A-U. */
  sector: z.string().regex(/^[A-U]$/).optional(),
  kind: Kind.optional(),
  /** Employer by our own number. */
  employer: z.coerce.number().int().optional(),
  office: z.string().max(400).optional(),
};

const paging = { page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(500).default(50) };
const search = z.string().max(200).optional();

/** Sort keys: a leading minus means descending. */
export const projectSorts = ['name', 'investment', 'promised', 'due', 'contracted', 'paid', 'held3', 'held12', 'credited', 'gap', 'fulfilment', 'startsOn', 'wageShare'] as const;
export const pledgeSorts = ['pledgeId', 'awardedOn', 'dueOn', 'promised', 'due', 'contracted', 'paid', 'held3', 'held12', 'credited', 'gap', 'fulfilment', 'expected', 'shortfall'] as const;
const sortBy = (keys: readonly string[], fallback: string) => z.enum(keys.flatMap((key) => [key, `-${key}`])).default(fallback);

export const ProjectQuery = z.object({ ...filters, stage: Stage.optional(), wageShare: z.enum(['below']).optional(), q: search, sort: sortBy(projectSorts, '-promised'), ...paging });
export const PledgeQuery = z.object({ ...filters, verdict: z.enum(verdicts).optional(), outlook: outlookFilter, projectId: z.string().max(400).optional(), q: search, sort: sortBy(pledgeSorts, '-gap'), ...paging });

/** A long piece of work under way, for progress on screen. */
export const TaskView = z.object({
  id: z.string(),
  what: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'refused']),
  stage: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  unit: z.string(),
  seconds: z.number(),
  secondsLeft: z.number().nullable(),
  /** Code of the refusal when refused. */
  refusal: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).nullable(),
});
export type TaskView = z.infer<typeof TaskView>;

/** What the shell needs before it can show anything. */
export const getState = endpoint({
  method: 'GET', path: '/api/state', may: 'anyone', summary: 'Whether there is a country to look at, whether it is made up, which months have figures, and what is being prepared.',
  params: empty, query: empty,
  reply: z.object({
    madeUp: z.boolean(),
    /** True when no register has been imported. */
    empty: z.boolean(),
    /** The first-start preparation of the made-up country, or a recomputation, while it runs. */
    preparing: TaskView.nullable(),
    months: z.object({ first: month, last: month }).nullable(),
    /** The month that views open with: the latest with contributions. */
    defaultMonth: month.nullable(),
    definition: z.string(),
    /** True when the operator has loaded a boundary file. */
    boundaries: z.boolean(),
  }),
});

export const OverviewPart = z.object({ place: PlaceName, ladder: Ladder, pledges: count });

/** Country and place pages: the ladder, the trend, the parts below, and the pledges furthest behind. */
export const getOverview = endpoint({
  method: 'GET', path: '/api/overview', may: 'read-figures', summary: 'The evidence ladder of the country or a place, filtered, with trend, parts, and the pledges furthest behind.',
  params: empty,
  query: z.object(filters),
  reply: z.object({
    stamp: Stamp,
    place: PlaceName,
    /** From the country down to the parent of `place`. */
    above: z.array(PlaceName),
    ladder: Ladder,
    counts: z.object({ projects: count, pledges: count, employers: count }),
    /** Paid jobs of wider pledges at workplaces inside this place (rule 17), shown apart. */
    widerPaid: count,
    /** Persons with payments of the self-employed (ESP, SELF) for the month in the place, shown apart (rule 18); null when a sector, kind, employer or office is chosen. */
    selfEmployed: count.nullable(),
    trend: z.array(TrendPoint),
    /** Places one level below that hold pledges, every region for the country. */
    parts: z.array(OverviewPart),
    behind: z.array(PledgeRow),
    /** Pledges and the jobs they promise by verdict, in the order of a pledge's life, those not due by their outlook; those of which it cannot be told last. */
    verdicts: z.array(z.object({ verdict: z.enum(verdicts).nullable(), outlook: z.enum(outlooks).nullable(), pledges: count, jobs: stated })),
  }),
});

export const rollUps = ['place', 'sector', 'kind', 'project', 'employer', 'office'] as const;

/** The ladder by any one subject. */
export const listRollUps = endpoint({
  method: 'GET', path: '/api/rollups', may: 'read-figures', summary: 'Ladders rolled up by place (regions), sector, kind of project, project, employer or answerable office.',
  params: empty,
  query: z.object({ ...filters, by: z.enum(rollUps) }),
  reply: z.object({
    stamp: Stamp,
    rows: z.array(z.object({
      /** What the row stands for: kato, section letter, kind, project id, employer number or office text; null when the project's row is not held. */
      key: z.string().nullable(),
      names: Names.nullable(),
      pledges: count,
      ladder: Ladder,
    })),
  }),
});

export const listProjects = endpoint({
  method: 'GET', path: '/api/projects', may: 'read-figures', summary: 'Projects with their ladders: search, filter, sort, page.',
  params: empty, query: ProjectQuery,
  reply: z.object({ stamp: Stamp, total: count, rows: z.array(ListedProject) }),
});

export type ListedProjects = z.infer<typeof listProjects.reply>;

export const exportProjects = endpoint({
  method: 'GET', path: '/api/projects.:format', may: 'read-figures', summary: 'The same list as a file.',
  params: z.object({ format: z.enum(['csv', 'xlsx']) }), query: ProjectQuery.extend({ language: z.enum(['kk', 'ru', 'en']).default('kk') }),
  reply: z.unknown(), file: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
});

const Slice = z.object({ key: z.string().nullable(), paid: count, contracted: count });

export const getProject = endpoint({
  method: 'GET', path: '/api/projects/:projectId', may: 'read-figures', summary: 'One project: its ladder, pledges, jobs by occupation, qualification, conditions and wage, participants, timeline.',
  params: z.object({ projectId: z.string().min(1).max(400) }),
  query: z.object({ month: month.optional() }),
  reply: z.object({
    stamp: Stamp,
    project: ProjectRow,
    above: z.array(PlaceName),
    trend: z.array(TrendPoint),
    pledges: z.array(PledgeRow),
    /** Jobs that stand on contracted or paid in the month, by attributes of the contract in force. Keys: ISCO major group digit, NQF level, conditions class, term, wage band lower bound in tenge. Null key: not stated. */
    jobsBy: z.object({ occupation: z.array(Slice), qualification: z.array(Slice), conditions: z.array(Slice), term: z.array(Slice), wage: z.array(Slice) }),
    participants: z.array(z.object({ employer: EmployerName, role: z.enum(['investor', 'operator', 'contractor', 'agency']), startsOn: day, endsOn: day.nullable() })),
    timeline: z.array(z.object({ on: day, what: z.enum(['starts', 'ends', 'awarded', 'due', 'held']), pledgeId: z.string().nullable(), jobs: stated.nullable() })),
  }),
});

export type ProjectPage = z.infer<typeof getProject.reply>;

export const listPledges = endpoint({
  method: 'GET', path: '/api/pledges', may: 'read-figures', summary: 'Pledges with their ladders: search, filter, sort, page.',
  params: empty, query: PledgeQuery,
  reply: z.object({ stamp: Stamp, total: count, rows: z.array(PledgeRow) }),
});

export type ListedPledges = z.infer<typeof listPledges.reply>;

export const exportPledges = endpoint({
  method: 'GET', path: '/api/pledges.:format', may: 'read-figures', summary: 'The same list as a file.',
  params: z.object({ format: z.enum(['csv', 'xlsx']) }), query: PledgeQuery.extend({ language: z.enum(['kk', 'ru', 'en']).default('kk') }),
  reply: z.unknown(), file: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
});

/** Why a spell counts for a pledge or not, in the order in which the rules are asked (rules 6 and 8). */
export const outcomes = ['counts', 'other-project', 'occupation', 'qualification', 'not-permanent', 'existing', 'other-pledge'] as const;
export const Outcome = z.enum(outcomes);

/** One line of the passport: how many spells came to a rule, and how many it let through. */
export const PassportLine = z.object({
  /** The rule in words by key: place, award, project, occupation, qualification, permanence, new, one-pledge, in-force, exempt, paid, held3, held6, held12. */
  step: z.string(),
  /** Number of the rule in the definition, e.g. `6b`. */
  rule: z.string(),
  came: count,
  stayed: count,
});

export const getPledge = endpoint({
  method: 'GET', path: '/api/pledges/:pledgeId', may: 'read-figures', summary: 'One pledge: conditions, ladder, trend, and the passport of its figures.',
  params: z.object({ pledgeId: z.string().min(1).max(400) }),
  query: z.object({ month: month.optional() }),
  reply: z.object({
    stamp: Stamp,
    pledge: PledgeRow,
    above: z.array(PlaceName),
    project: ProjectRow.nullable(),
    conditions: z.object({ holdMonths: stated, occupation: z.string().nullable(), qualification: count.nullable(), term: z.enum(['any', 'permanent', 'seasonal']).nullable(), young: stated.nullable(), wageFloor: tenge.nullable() }),
    trend: z.array(TrendPoint),
    /** What it is judged by, month by month, over the stored months (rule 16). */
    course: z.array(JudgedMonth),
    /** The month whose headcount is the base, and the headcount of the month looked at (rule 10). */
    baseMonth: month.nullable(),
    headcount: count.nullable(),
    passport: z.array(PassportLine),
    /** Where the rows came from: the latest import of each register that the figure rests on. */
    sources: z.array(z.object({ register: z.string(), imports: count, lastAt: z.string(), asOf: day.nullable() })),
    /** Earlier computed values of this month's figures that differ, newest first. */
    changes: z.array(z.object({ at: z.string(), contracted: count, paid: count, credited: count.nullable() })),
  }),
});

export type PledgePage = z.infer<typeof getPledge.reply>;

export const rungs = ['contracted', 'paid', 'held3', 'held6', 'held12'] as const;

export const SpellRow = z.object({
  person: z.int(),
  employer: EmployerName,
  /** True when the employer takes part in the project and is not the pledge's own (rule 6a). */
  participant: z.boolean(),
  startsOn: day,
  /** The latest effective end of its contracts, null while none ends (rule 5). */
  endsOn: day.nullable(),
  outcome: Outcome,
  /** The pledge that the spell is attributed to, when it is another one. */
  attributedTo: z.string().nullable(),
  occupation: z.string(),
  qualification: count.nullable(),
  conditions: z.string().nullable(),
  term: z.string(),
  workplace: PlaceName,
  /** Of the month looked at: */
  contracted: z.boolean(),
  exempt: z.boolean(),
  paid: z.boolean(),
  /** Length of the run of paid months that ends with the month (rule 9), 0 when not paid. */
  run: count,
  permanent: z.boolean(),
  /** Tenge for the month, null when not paid. */
  wage: tenge.nullable(),
});
export type SpellRow = z.infer<typeof SpellRow>;

export const listSpells = endpoint({
  method: 'GET', path: '/api/pledges/:pledgeId/spells', may: 'read-persons', summary: 'The spells behind a pledge, persons by our own number, each with the reason why it counts or not. The reading is recorded.',
  params: z.object({ pledgeId: z.string().min(1).max(400) }),
  query: z.object({ purpose: z.enum(purposes), month: month.optional(), rung: z.enum(rungs).optional(), outcome: Outcome.optional(), exempt: z.enum(['true']).optional(), sort: sortBy(['person', 'startsOn', 'run', 'wage', 'outcome'], 'person'), ...paging, size: z.coerce.number().int().min(1).max(100).default(50) }),
  reply: z.object({ stamp: Stamp, total: count, rows: z.array(SpellRow), byOutcome: z.array(z.object({ outcome: Outcome, spells: count })) }),
});

/** The same figures as `jumys evidence --month`, a row for every current pledge. */
export const listEvidence = endpoint({
  method: 'GET', path: '/api/evidence.:format', may: 'read-persons', summary: 'Evidence of every pledge for a month, as the command line prints it (CSV) or as JSON.',
  params: z.object({ format: z.enum(['csv', 'json']) }), query: z.object({ month }),
  reply: z.unknown(), file: ['text/csv', 'application/json'],
});

/** Places by name or code, for the search box, and for whoever gives a role at one: what the classifier names is no secret. */
export const findPlaces = endpoint({
  method: 'GET', path: '/api/places', may: 'signed-in', summary: 'Places by the beginning of a name or code.',
  params: empty, query: z.object({ q: z.string().max(200), limit: z.coerce.number().int().min(1).max(50).default(12) }),
  reply: z.object({ rows: z.array(PlaceName.extend({ above: z.array(PlaceName) })) }),
});

/** The operator's boundary file (TopoJSON or GeoJSON, features keyed by place code), 404 `no-boundaries` when none is loaded. */
export const getBoundaries = endpoint({
  method: 'GET', path: '/api/boundaries', may: 'read-figures', summary: 'Real boundaries of the regions, when the operator has loaded a file.',
  params: empty, query: empty, reply: z.unknown(), file: ['application/json'],
});

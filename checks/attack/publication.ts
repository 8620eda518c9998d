/**
 * What everybody knows of a pledge: the promise is public. `places` are its place and all above it, nine digits; `older` the jobs
 * of the pledges that are filled before it and `stack` all that are judged with it (rule 16), which the attacker is told.
 */
export type PublicFact = {
  readonly pledge: string; readonly project: string; readonly places: readonly string[]; readonly kind: string | null; readonly section: string | null;
  readonly stack: readonly string[]; readonly older: number;
};

/** One row of a published table as an attacker reads it. */
export type PublishedRow = {
  readonly cell: string; readonly month: string; readonly promised: number; readonly due: number;
  readonly figures: Readonly<Record<string, number | null>>;
  /** Whether the row speaks of a pledge. */
  holds(fact: PublicFact): boolean;
};

/** A verdict as it is published with its pledge. */
export type PublishedVerdict = { readonly pledge: string; readonly month: string; readonly verdict: string; readonly jobs: number; readonly dueOn: string; readonly holdMonths: number };

/** All that one release tells. */
export type Publication = { readonly release: number; readonly rows: readonly PublishedRow[]; readonly verdicts: readonly PublishedVerdict[] };

type JsonFile = { readonly release: number; readonly table: string; readonly rows: readonly Readonly<Record<string, string | number | null>>[] };

const measures = ['contracted', 'paid', 'held3', 'held6', 'held12', 'met'] as const;

/** Reads the JSON files of one release, nothing else. */
export function readPublication(files: readonly string[]): Publication {
  const parsed = files.map((file) => JSON.parse(file) as JsonFile);
  const tables = parsed.filter(({ table }) => table !== undefined);
  const projects = parsed.flatMap((one) => (one as unknown as { projects?: readonly Oc4idsProject[] }).projects ?? []);
  const inTables = tables.flatMap(({ table, rows }) => rows.map((row) => readRow(table, row)));
  const known = new Set(inTables.map(({ cell, month }) => `${cell} ${month}`));
  return {
    release: parsed[0]!.release,
    rows: [...inTables, ...projects.flatMap(readProject).filter(({ cell, month }) => !known.has(`${cell} ${month}`))],
    verdicts: tables.filter(({ table }) => table === 'pledges').flatMap(({ rows }) => rows).flatMap((row) => (row['verdict'] == null ? [] : [{
      pledge: String(row['pledge']), month: String(row['month']), verdict: String(row['verdict']), jobs: Number(row['jobs']), dueOn: String(row['due_on']), holdMonths: Number(row['hold_months']),
    }])),
  };
}

type Metric = { readonly id: string; readonly observations: readonly { readonly period: { readonly startDate: string; readonly endDate: string }; readonly measure?: number }[] };
type Oc4idsProject = { readonly identifiers: readonly { readonly id: string }[]; readonly forecasts?: readonly Metric[]; readonly metrics?: readonly Metric[] };

const metricMeasures: Readonly<Record<string, string>> = { jobsContracted: 'contracted', jobsPaid: 'paid', jobsHeld3: 'held3', jobsHeld12: 'held12' };

/** A row for each month of a project of which its OC4IDS file tells anything. */
function readProject({ identifiers, forecasts = [], metrics = [] }: Oc4idsProject): PublishedRow[] {
  const project = identifiers[0]!.id;
  const byMonth = new Map<string, Record<string, number | null>>();
  for (const { id, observations } of metrics) {
    for (const { period, measure } of observations) {
      const month = period.startDate.slice(0, 7);
      byMonth.set(month, { ...byMonth.get(month), [metricMeasures[id]!]: measure ?? null });
    }
  }
  const promises = forecasts.flatMap(({ observations }) => observations);
  return [...byMonth].map(([month, figures]) => ({
    cell: `projects ${project}`, month, figures, due: 0, holds: (fact: PublicFact) => fact.project === project,
    promised: promises.filter(({ period }) => period.startDate.slice(0, 7) <= month).reduce((sum, { measure = 0 }) => sum + measure, 0),
  }));
}

function readRow(table: string, row: JsonFile['rows'][number]): PublishedRow {
  const text = (name: string) => String(row[name]);
  const [key, holds] = ((): [string, PublishedRow['holds']] => {
    switch (table) {
      case 'places': return [text('place'), ({ places }) => places.includes(text('place'))];
      case 'kinds': return [`${text('place')} ${text('kind')}`, ({ places, kind }) => places.includes(text('place')) && kind === row['kind']];
      case 'sections': return [text('section'), ({ section }) => section === row['section']];
      case 'pledges': return [text('pledge'), ({ pledge }) => pledge === row['pledge']];
      default: return [text('project'), ({ project }) => project === row['project']];
    }
  })();
  return {
    cell: `${table} ${key}`, month: text('month'), promised: Number(row['promised']), due: Number(row['due']),
    figures: Object.fromEntries(measures.map((measure) => [measure, row[measure] as number | null])), holds,
  };
}

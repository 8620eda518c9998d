import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#kernel/actor.ts';
import { asReader } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import { isProvisional, monthText } from '#kernel/month.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { getPledge, listSpells, SpellRow } from './contract.ts';
import { placesAbove, type Cube, type PledgeFacts } from './cube.ts';
import { trendOf } from './ladder.ts';
import { pledgesByProject } from './lists.ts';
import { chosenMonth, employerName, placeName, pledgeRow, projectRow, stampOf, type View } from './view.ts';

type Page = z.input<typeof getPledge.reply>;
type Spells = z.input<typeof listSpells.reply>;
/** Where rows came from; the registers room tells. */
export type Source = { register: string; imports: number; lastAt: string; asOf: string | null };

function positionOf(cube: Cube, pledgeId: string): number {
  const at = cube.pledges.findIndex((pledge) => pledge.pledgeId === pledgeId);
  if (at < 0) throw new Refusal('no-such-pledge', 404);
  return at;
}

/** Everything the page of one pledge shows but its spells. */
export async function pledgePage(db: Database, scope: Scope, view: View, pledgeId: string, askedMonth: string | undefined, sources: readonly Source[]): Promise<Page> {
  const { cube } = view;
  const at = positionOf(cube, pledgeId);
  const month = chosenMonth(view, askedMonth);
  const jobs = await view.paidJobs(month);
  const facts: PledgeFacts = cube.pledges[at]!;
  const row = pledgeRow(view, at, month, jobs);
  return {
    stamp: stampOf(view, month),
    pledge: row,
    above: placesAbove(cube.places, facts.place).slice(1).reverse().map((place) => placeName(cube, place)),
    project: facts.project === null ? null : projectRow(cube, facts.project, pledgesByProject(cube).get(facts.projectId) ?? [], month, jobs),
    conditions: {
      holdMonths: facts.holdMonths, occupation: facts.occupation, qualification: facts.qualification,
      term: facts.term as Page['conditions']['term'], young: facts.young, wageFloor: facts.wageFloor === null ? null : facts.wageFloor / 100,
    },
    trend: trendOf(cube, [at], view.today),
    course: courseOf(view, at),
    baseMonth: monthText(cube.figure('base_month', at, month)),
    headcount: cube.figure('headcount', at, month),
    sources: [...sources],
    ...(await asReader(db, scope, async (transaction) => ({
      passport: await passportOf(transaction, pledgeId, month, row.ladder),
      changes: await changesOf(transaction, pledgeId, month),
    }))),
  };
}

/** What the pledge is judged by in each stored month (rule 16). */
function courseOf({ cube, today }: View, at: number): Page['course'] {
  return Array.from({ length: cube.months }, (_, index) => {
    const month = cube.firstMonth + index;
    const judged = cube.figure('judged', at, month);
    return { month: monthText(month), provisional: isProvisional(month, today), judged: Number.isNaN(judged) ? null : judged };
  });
}

/** How many came to each rule and how many stayed: first spells (rules 6 and 8), then the persons of the month on each rung. */
async function passportOf(db: Database, pledgeId: string, month: number, ladder: Page['pledge']['ladder']): Promise<Page['passport']> {
  const { rows } = await sql<{ step: string; rule: string; came: number; stayed: number }>`
    select step, rule, came, stayed from pledges.passport where pledge_id = ${pledgeId} order by position`.execute(db);
  const element = sql`${month}::integer - first_month + 1`;
  const [force] = (await sql<{ spells: number; standing: number }>`
    select count(*)::integer as spells, count(*) filter (where runs[${element}] >= -1)::integer as standing
    from pledges.spell where pledge_id = ${pledgeId} and outcome = 'counts'`.execute(db)).rows;
  return [
    ...rows,
    { step: 'in-force', rule: '5', came: force?.spells ?? 0, stayed: force?.standing ?? 0 },
    { step: 'exempt', rule: '18', came: ladder.contracted + ladder.exempt, stayed: ladder.contracted },
    { step: 'paid', rule: '4', came: ladder.contracted, stayed: ladder.paid },
    { step: 'held3', rule: '9', came: ladder.paid, stayed: ladder.held3 },
    { step: 'held6', rule: '9', came: ladder.held3, stayed: ladder.held6 },
    { step: 'held12', rule: '9', came: ladder.held6, stayed: ladder.held12 },
  ];
}

async function changesOf(db: Database, pledgeId: string, month: number): Promise<Page['changes']> {
  const { rows } = await sql<{ at: Date; contracted: number; paid: number; credited: number | null }>`
    select at, contracted, paid, credited from pledges.revision
    where pledge_id = ${pledgeId} and month = ${month} order by at desc limit 20`.execute(db);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** The shortest run of paid months that stands on a rung. */
const least = { contracted: 0, paid: 1, held3: 3, held6: 6, held12: 12 };


/** The spells behind a pledge in a month, read in a reader's transaction. Only spells that count can stand on a rung. */
export async function pledgeSpells(db: Database, view: View, pledgeId: string, asked: Omit<z.infer<typeof listSpells.query>, 'purpose'>): Promise<Spells> {
  const { cube } = view;
  positionOf(cube, pledgeId);
  const month = chosenMonth(view, asked.month);
  const element = sql`${month}::integer - first_month + 1`;
  const condition = sql.join([
    sql`pledge_id = ${pledgeId}`,
    ...(asked.outcome === undefined ? [] : [sql`outcome = ${asked.outcome}`]),
    ...(asked.rung === undefined ? [] : [sql`outcome = 'counts' and runs[${element}] >= ${least[asked.rung]}::integer`]),
    ...(asked.exempt === undefined ? [] : [sql`outcome = 'counts' and runs[${element}] = -1`]),
  ], sql` and `);
  const order = { person: sql`person`, startsOn: sql`starts_on`, run: sql`runs[${element}]`, wage: sql`wages[${element}]`, outcome: sql`outcome` };
  const key = order[asked.sort.replace('-', '') as keyof typeof order];
  const direction = asked.sort.startsWith('-') ? sql`desc nulls last` : sql`asc nulls last`;
  const { rows } = await sql<Omit<SpellRow, 'employer' | 'workplace' | 'contracted' | 'exempt' | 'paid'> & { employer: number; workplace: number }>`
    select person, employer, participant, starts_on as "startsOn", ends_on as "endsOn", outcome, attributed_to as "attributedTo", occupation,
      qualification, conditions, term, coalesce(workplaces[${element}], workplace) as workplace, runs[${element}] as run,
      permanents[${element}] as permanent, wages[${element}]::float8 as wage
    from pledges.spell where ${condition}
    order by ${key} ${direction}, person, spell
    limit ${asked.size} offset ${(asked.page - 1) * asked.size}`.execute(db);
  const byOutcome = (await sql<{ outcome: SpellRow['outcome']; spells: number }>`
    select outcome, count(*)::integer as spells from pledges.spell where pledge_id = ${pledgeId} group by outcome order by outcome`.execute(db)).rows;
  const [counted] = (await sql<{ total: number }>`select count(*)::integer as total from pledges.spell where ${condition}`.execute(db)).rows;
  return {
    stamp: stampOf(view, month), total: counted?.total ?? 0, byOutcome,
    rows: rows.map((row) => ({
      ...row, employer: employerName(cube, row.employer), workplace: placeName(cube, row.workplace),
      contracted: row.run >= 0, exempt: row.run === -1, paid: row.run > 0, run: Math.max(0, row.run),
      wage: row.wage === null ? null : row.wage / 100,
    })),
  };
}

import { sql } from 'kysely';
import type { Database } from '#platform/database.ts';
import type { Duck } from '#platform/duck.ts';
import { transfer } from '#platform/transfer.ts';

/** What one computation says of itself. */
export type Computation = { id: string; at: Date; imports: number; definition: string; months: readonly number[]; seconds: number };

const replaced = ['pledge', 'figure', 'spell', 'passport', 'stack_figure', 'two_jobs', 'month', 'self_employed', 'payroll', 'quality', 'median_wage'];

/** The questions of the passport in the order they are asked: step, rule, and the column of pledges.candidate. */
const questions = [
  ['place', '6b', 'at_place'],
  ['award', '6b', 'after_award'],
  ['participant', '6a', 'of_project'],
  ['project', '6c', 'no_other_project'],
  ['occupation', '6c', 'has_occupation'],
  ['qualification', '6c', 'has_qualification'],
  ['permanence', '6c', 'is_permanent'],
  ['new', '6d', 'new_to_group'],
] as const;

function passportQuery(): string {
  const lines = questions.map(([step, rule, column], at) => {
    const before = ['true', ...questions.slice(0, at).map((question) => question[2])].join(' and ');
    return `select pledge_id, ${at + 1} as position, '${step}' as step, '${rule}' as rule,
      count(*) filter (where ${before})::integer as came, count(*) filter (where ${before} and ${column})::integer as stayed
      from pledges.candidate group by pledge_id`;
  });
  lines.push(`select pledge_id, ${questions.length + 1}, 'one-pledge', '8',
    count(*) filter (where outcome in ('counts', 'other-pledge'))::integer, count(*) filter (where outcome = 'counts')::integer
    from pledges.outcome group by pledge_id`);
  return lines.join(' union all ');
}

const spellQuery = `
  select o.pledge_id, o.spell, o.employer, o.person, o.participant, s.first.starts_on as starts_on,
    nullif(s.ends_on, date '9999-12-31') as ends_on, o.outcome, nullif(o.attributed_to, o.pledge_id) as attributed_to,
    s.first.occupation as occupation, s.first.qualification as qualification, s.first.conditions as conditions,
    s.first.term as term, s.first.workplace as workplace,
    min(a.month) as first_month,
    list(case when t.spell is null then -2 when t.exempt then -1 else t.run end order by a.month) as runs,
    list(t.wage order by a.month) as wages,
    list(coalesce(t.permanent, false) order by a.month) as permanents,
    list(t.job.workplace order by a.month) as workplaces,
    list_distinct(list_concat(v.places, [-o.employer, case when o.employer = p.one then -p.employer else -o.employer end])) as seen_by
  from pledges.outcome as o
  join employment.spell as s on s.spell = o.spell
  cross join employment.asked as a
  left join pledges.standing as t on t.pledge_id = o.pledge_id and t.spell = o.spell and t.month = a.month
  join pledges.pledge as p on p.pledge_id = o.pledge_id
  join pledge_seen as v on v.pledge_id = o.pledge_id
  group by all`;

/** Who may see a pledge: every place that covers it, and its employer as named and as one. */
const seenQuery = `
  create or replace temporary table pledge_seen as
  with cover as (select place, list(above) as above from reference.cover group by place)
  select p.pledge_id, coalesce(c.above, [p.place, 0]) as places,
    list_sort(list_distinct(list_concat(coalesce(c.above, [p.place, 0]), [-p.employer, -p.one]))) as seen_by
  from pledges.pledge as p left join cover as c on c.place = p.place`;

/** Months without a wage between the first and the last are nought. */
const payrollQuery = `
  with span as (select pledge_id, min(month) as first_month, max(month) as last_month from pledges.payroll group by pledge_id),
  spanned as (select pledge_id, first_month, unnest(generate_series(first_month, last_month))::integer as month from span)
  select s.pledge_id, s.first_month, list(coalesce(w.wages, 0) order by s.month) as wages, v.seen_by
  from spanned as s
  left join pledges.payroll as w on w.pledge_id = s.pledge_id and w.month = s.month
  join pledge_seen as v on v.pledge_id = s.pledge_id
  group by all`;

const qualityQuery = `
  select k.pledge_id, k.attribute, k.key, min(a.month) as first_month,
    list(coalesce(q.contracted, 0) order by a.month) as contracted, list(coalesce(q.paid, 0) order by a.month) as paid, v.seen_by
  from (select distinct pledge_id, attribute, key from pledges.quality) as k
  cross join employment.asked as a
  left join pledges.quality as q on q.pledge_id = k.pledge_id and q.attribute = k.attribute and q.key = k.key and q.month = a.month
  join pledge_seen as v on v.pledge_id = k.pledge_id
  group by all`;

/**
 * Replaces the published evidence by what the steps left in the given DuckDB, and remembers what each changed figure was
 * before. Run it inside a transaction: readers see the old computation or the new one.
 */
export async function publishEvidence(duck: Duck, db: Database, computation: Computation): Promise<void> {
  await sql`create temporary table if not exists former_figure (pledge_id text, month integer, contracted integer, paid integer, credited integer) on commit drop`.execute(db);
  await sql`truncate former_figure`.execute(db);
  await sql`insert into former_figure select pledge_id, month, contracted, paid, credited from pledges.figure`.execute(db);
  for (const table of replaced) await sql`delete from ${sql.table(`pledges.${table}`)}`.execute(db);
  await duck.run(seenQuery);
  await transfer(duck, db, 'pledges.pledge', `
    select p.pledge_id, p.project_id, p.employer, p.one, p.place, p.phase, p.jobs, p.awarded_on, p.due_on, p.hold_months, p.occupation,
      p.qualification, p.term, p.young, p.wage_floor, v.seen_by
    from pledges.pledge as p join pledge_seen as v on v.pledge_id = p.pledge_id`);
  await transfer(duck, db, 'pledges.figure', `
    select pledge_id, month, judged, verdict, decided, due, reported, contracted, paid, held3, held6, held12, existing, exempt, fte, permanent, headcount,
      base_month, base, net, credited, wage_sum, wage_count, wage_mean, wage_median, at_ceiling
    from pledges.figure join pledges.verdict using (pledge_id, month)`);
  await transfer(duck, db, 'pledges.spell', spellQuery);
  await transfer(duck, db, 'pledges.passport', `select l.pledge_id, l.position, l.step, l.rule, l.came, l.stayed, v.seen_by from (${passportQuery()}) as l join pledge_seen as v on v.pledge_id = l.pledge_id`);
  await transfer(duck, db, 'pledges.stack_figure', 'select one, place, month, base, reached from pledges.stack_figure');
  await transfer(duck, db, 'pledges.two_jobs', `
    select month, person, pledge_id, run::smallint as run from pledges.person
    qualify count(*) over (partition by month, person) > 1`);
  await transfer(duck, db, 'pledges.month', 'select month, persons, covered from employment.completeness');
  await transfer(duck, db, 'pledges.payroll', payrollQuery);
  await transfer(duck, db, 'pledges.quality', qualityQuery);
  await transfer(duck, db, 'pledges.median_wage', 'select month, part, key, people, median from employment.median_wage');
  await transfer(duck, db, 'pledges.self_employed', `
    select coalesce(c.above, 0) as place, s.month, sum(s.persons)::integer as persons
    from employment.self_paid as s left join reference.cover as c on c.place = s.place group by all`);
  await sql`
    insert into pledges.revision (pledge_id, month, computation, at, contracted, paid, credited, seen_by)
    select o.pledge_id, o.month, ${computation.id}, ${computation.at.toISOString()}::timestamptz, o.contracted, o.paid, o.credited, p.seen_by
    from former_figure as o join pledges.figure as f on f.pledge_id = o.pledge_id and f.month = o.month join pledges.pledge as p on p.pledge_id = o.pledge_id
    where (o.contracted, o.paid, coalesce(o.credited, -1)) is distinct from (f.contracted, f.paid, coalesce(f.credited, -1))`.execute(db);
  await sql`
    insert into pledges.computation (id, at, imports, definition, first_month, last_month, seconds)
    values (${computation.id}, ${computation.at.toISOString()}::timestamptz, ${computation.imports}, ${computation.definition},
      ${computation.months[0] ?? null}, ${computation.months.at(-1) ?? null}, ${computation.seconds})`.execute(db);
}

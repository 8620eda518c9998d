-- Rule 1. Spike before the due day. Of the persons paid on a pledge in the month of its due day or the one before, those first
-- paid at most spike.before months before that month and no more from the spike.after-th month after it on: at least
-- spike.persons of them, and spike.share per cent of all; and in one of the months until then the pledge has fewer paid than at
-- its peak in those two months, by a third of them at least.
-- Left out: seasonal pledges and those that promise to hold nothing (hold_months = 0); people hired for a season, a replacement or
-- a piece of work; waves whose people stay or are replaced; months that the employer owes: whoever has a contract in force
-- with an employer who pays nobody has not gone.
create or replace table findings.spike as
select t.pledge_id, t.person, t.employer, t.first_month, t.last_month, t.months
from findings.tenure as t
join pledges.pledge as p on p.pledge_id = t.pledge_id
where p.term <> 'seasonal' and p.hold_months > 0 and not t.temporary
  and p.due_month + findings.parameter('spike.after') <= findings.last_month()
  and t.first_month between p.due_month - findings.parameter('spike.before') and p.due_month
  and t.last_month between p.due_month - 1 and p.due_month + findings.parameter('spike.after') - 1
  and (
    exists (from employment.paid_month as m where m.employer = t.employer and m.month = p.due_month + findings.parameter('spike.after'))
    or not exists (
      from pledges.covered_contract as c
      where c.pledge_id = t.pledge_id and c.person = t.person and c.effective_end > month_end(p.due_month + findings.parameter('spike.after')::integer))
  );

insert into findings.found by name
with monthly as (
  select p.pledge_id, a.month, count(d.person) as persons
  from pledges.pledge as p
  cross join (select unnest(generate_series(-1, findings.parameter('spike.after')))::integer as after) as o
  cross join lateral (select p.due_month + o.after as month) as a
  left join findings.paid as d on d.pledge_id = p.pledge_id and d.month = a.month
  where p.pledge_id in (select s.pledge_id from findings.spike as s)
  group by all
),
level as (
  select p.pledge_id, p.one, p.due_month,
    (select count(distinct d.person)::integer from findings.paid as d where d.pledge_id = p.pledge_id and d.month between p.due_month - 1 and p.due_month) as paid,
    max(m.persons) filter (where m.month between p.due_month - 1 and p.due_month) as peak,
    min(m.persons) filter (where m.month > p.due_month) as later
  from pledges.pledge as p join monthly as m on m.pledge_id = p.pledge_id
  group by all
),
gone as (
  select pledge_id, count(*)::integer as persons from findings.spike group by pledge_id
)
select findings.id('spike-before-due-day', l.pledge_id, l.due_month) as id, 'spike-before-due-day' as rule, l.pledge_id, l.one as employer,
  l.due_month - findings.parameter('spike.before') as first_month, l.due_month + findings.parameter('spike.after') as last_month,
  100 * g.persons // l.paid as measured, findings.parameter('spike.share') as threshold, g.persons, g.persons as jobs
from gone as g
join level as l on l.pledge_id = g.pledge_id
where g.persons >= findings.parameter('spike.persons')
  and 100 * g.persons >= findings.parameter('spike.share') * l.paid
  and 3 * (l.peak - l.later) >= g.persons;

insert into findings.behind by name
select f.id, s.person, s.employer, s.first_month, s.last_month, s.months
from findings.found as f join findings.spike as s on s.pledge_id = f.pledge_id
where f.rule = 'spike-before-due-day';

-- Rule 4. Jobs above contracts. Of the persons whom an employer with a pledge pays in a month, those who have no contract with it
-- in force on any day from uncontracted.grace months before the month through uncontracted.late months after it: at least
-- uncontracted.persons of them and uncontracted.share per cent, in at least uncontracted.months months in a row.
-- The subject is the employer: without a contract nobody has a workplace that a pledge could cover.
-- Left out: last wages after the end of a contract, and contracts registered late (grace, late); an entrepreneur's payments for
-- himself; employers of whom the contract register holds nothing, because an extract that is missing looks the same.
create or replace table findings.payroll as
select m.employer, m.person, m.month,
  not exists (
    from employment.contract as c
    where c.employer = m.employer and c.person = m.person and c.effective_end >= c.starts_on
      and m.month between month_of(c.starts_on) - findings.parameter('uncontracted.late') and month_of(c.effective_end) + findings.parameter('uncontracted.grace')
  ) as uncontracted
from employment.paid_month as m
where m.employer in (select p.one from pledges.pledge as p) and m.employer in (select c.employer from employment.contract as c)
  and m.person <> m.employer and m.month <= findings.last_month();

create or replace table findings.uncontracted as
with monthly as (
  select employer, month, count(*)::integer as paid, count(*) filter (where uncontracted)::integer as without
  from findings.payroll
  group by employer, month
),
above as (
  select *, month - row_number() over (partition by employer order by month) as island
  from monthly
  where without >= findings.parameter('uncontracted.persons') and 100 * without >= findings.parameter('uncontracted.share') * paid
)
select employer, min(month)::integer as first_month, max(month)::integer as last_month, max(without) as most, 100 * sum(without)::integer // sum(paid)::integer as share
from above
group by employer, island
having count(*) >= findings.parameter('uncontracted.months');

insert into findings.behind by name
select findings.id('jobs-above-contracts', u.employer, u.first_month) as id, y.person, y.employer,
  min(y.month)::integer as first_month, max(y.month)::integer as last_month, count(*)::integer as months
from findings.uncontracted as u
join findings.payroll as y on y.employer = u.employer and y.uncontracted and y.month between u.first_month and u.last_month
group by all;

insert into findings.found by name
select findings.id('jobs-above-contracts', u.employer, u.first_month) as id, 'jobs-above-contracts' as rule, u.employer, u.first_month, u.last_month,
  u.share as measured, findings.parameter('uncontracted.share') as threshold, count(*)::integer as persons, u.most as jobs
from findings.uncontracted as u
join findings.behind as b on b.id = findings.id('jobs-above-contracts', u.employer, u.first_month)
group by all;

insert into findings.point by name
select f.id, y.month as along, count(*)::integer as whole, count(*) filter (where y.uncontracted)::integer as marked
from findings.found as f
join findings.payroll as y on y.employer = f.employer and y.month between f.first_month - 6 and f.last_month + 6
where f.rule = 'jobs-above-contracts'
group by all;

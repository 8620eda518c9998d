-- Rule 2. Chain of one-month contributions. Persons whom the employer paid for a single month, ever, that the pledge counts:
-- in at least chain.months different months, of which the span from first to last holds at most as many others; at least
-- chain.persons of them, and chain.share per cent of all whom the pledge counts as paid in that span.
-- Left out: seasonal pledges; people hired for a season, a replacement or a piece of work; whoever was absent in the month after,
-- or not paid because the employer paid nobody; the first month held, before which somebody may have been paid.
create or replace table findings.passing as
with at_employer as (
  select employer, person, min(month) as month from employment.paid_month group by employer, person having count(*) = 1
)
select t.pledge_id, t.person, t.employer, a.month
from findings.tenure as t
join pledges.pledge as p on p.pledge_id = t.pledge_id
join at_employer as a on a.employer = t.employer and a.person = t.person
where p.term <> 'seasonal' and not t.temporary
  and a.month > (select min(h.month) from employment.held_month as h) and a.month < findings.last_month()
  and exists (from employment.paid_month as m where m.employer = a.employer and m.month = a.month + 1)
  and not exists (from employment.absent_month as x where x.employer = a.employer and x.person = a.person and x.month = a.month + 1);

insert into findings.found by name
with chain as (
  select pledge_id, min(month)::integer as first_month, max(month)::integer as last_month, count(*)::integer as persons, count(distinct month) as months
  from findings.passing
  group by pledge_id
),
level as (
  select c.pledge_id, count(distinct d.person)::integer as persons
  from chain as c join findings.paid as d on d.pledge_id = c.pledge_id and d.month between c.first_month and c.last_month
  group by c.pledge_id
)
select findings.id('one-month-chain', c.pledge_id, c.first_month) as id, 'one-month-chain' as rule, c.pledge_id, p.one as employer,
  c.first_month, c.last_month, 100 * c.persons // l.persons as measured, findings.parameter('chain.share') as threshold,
  c.persons, ceil(c.persons / c.months)::integer as jobs
from chain as c
join level as l on l.pledge_id = c.pledge_id
join pledges.pledge as p on p.pledge_id = c.pledge_id
where c.months >= findings.parameter('chain.months') and 2 * c.months >= c.last_month - c.first_month + 1
  and c.persons >= findings.parameter('chain.persons')
  and 100 * c.persons >= findings.parameter('chain.share') * l.persons;

insert into findings.behind by name
select f.id, s.person, s.employer, s.month as first_month, s.month as last_month, 1 as months
from findings.found as f join findings.passing as s on s.pledge_id = f.pledge_id
where f.rule = 'one-month-chain';

-- Rule 5. Wages clustered at the minimum. Of the persons whom a pledge counts as paid and who work full time there, those whose
-- middle wage (rule 12) is the minimum wage of its month, at most minimum.near per cent off: at least minimum.persons of them
-- and minimum.share per cent.
-- Left out: part-time contracts, half of the minimum for half of the time too; whoever is raised above the minimum for most of
-- the months; months of which the tariff is not known.
create or replace table findings.full_time as
with working as (
  select d.pledge_id, d.person, d.employer, d.month, sum(c.rate) as rate
  from findings.paid as d
  join pledges.covered_contract as c on c.pledge_id = d.pledge_id and c.person = d.person and d.month between c.first_month and c.last_month
  join pledges.outcome as o on o.pledge_id = c.pledge_id and o.spell = c.spell and o.outcome = 'counts'
  group by all
),
monthly as (
  select w.pledge_id, w.person, w.employer, w.month, (m.amount * 10000 + t.rate // 2) // t.rate as wage,
    -- The ceiling is the contribution on fifty minimum wages.
    t.ceiling * 10000 // t.rate // 50 as least
  from working as w
  join employment.tariff as t on t.month = w.month and t.ceiling is not null
  join employment.paid_month as m on m.employer = w.employer and m.person = w.person and m.month = w.month
  where w.rate >= 100
)
select pledge_id, person, employer, min(month)::integer as first_month, max(month)::integer as last_month, count(*)::integer as months,
  quantile_disc(wage, 0.5)::bigint as wage,
  quantile_disc(abs(wage - least) * 100 <= findings.parameter('minimum.near') * least, 0.5) as at_minimum
from monthly
group by pledge_id, person, employer;

insert into findings.found by name
with level as (
  select pledge_id, count(distinct person)::integer as persons, count(distinct person) filter (where at_minimum)::integer as at_minimum,
    min(first_month) as first_month, max(last_month) as last_month
  from findings.full_time
  group by pledge_id
)
select findings.id('wages-at-minimum', p.pledge_id, p.award_month) as id, 'wages-at-minimum' as rule, p.pledge_id, p.one as employer,
  l.first_month, l.last_month, 100 * l.at_minimum // l.persons as measured, findings.parameter('minimum.share') as threshold,
  l.at_minimum as persons, l.at_minimum as jobs
from level as l
join pledges.pledge as p on p.pledge_id = l.pledge_id
where l.at_minimum >= findings.parameter('minimum.persons') and 100 * l.at_minimum >= findings.parameter('minimum.share') * l.persons;

insert into findings.behind by name
select f.id, t.person, t.employer, t.first_month, t.last_month, t.months, t.wage
from findings.found as f join findings.full_time as t on t.pledge_id = f.pledge_id
where f.rule = 'wages-at-minimum' and t.at_minimum;

-- Wages in bands of 20,000 tenge, the last one open.
insert into findings.point by name
select f.id, least(t.wage // 2000000 * 20000, 600000)::integer as along, count(*)::integer as whole, count(*) filter (where t.at_minimum)::integer as marked
from findings.found as f join findings.full_time as t on t.pledge_id = f.pledge_id
where f.rule = 'wages-at-minimum'
group by all;

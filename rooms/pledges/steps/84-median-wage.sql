-- The median wage of everybody who is paid for a month by anybody but himself, once for each employer and person: of the country,
-- of each region and of each section of economic activity (docs/quality.md). The region is that of the workplace of the newest
-- contract of the two that starts by the last day of the month; the section is that of the payer, the first of the alphabet where
-- branches of one employer differ. Wages are counted before they are put in order: there are fewer of them than of people.
create or replace table pledges.median_wage as
with paid as (
  select coalesce(i.one, c.payer) as employer, c.person, c.period as month, sum(c.amount) as amount, min(s.section) as section
  from register.contributions as c
  left join employers.identity as i on i.employer = c.payer
  left join register.employers as e on e.employer = c.payer
  left join pledges.section as s on s.sector = e.sector
  where c.kind = 'OPV' and c.payer <> c.person and c.period in (select a.month from employment.asked as a)
  group by all
  having sum(c.amount) > 0
),
placed as (
  select coalesce(i.one, c.employer) as employer, c.person, c.starts_on, arg_max(c.workplace // 10000000, (c.contract_no, c.workplace)) as region
  from register.contracts as c
  left join employers.identity as i on i.employer = c.employer
  where c.terminated_on is null or c.terminated_on >= c.starts_on
  group by all
),
earned as (
  select p.month, nullif(k.region, 0) as region, p.section, (p.amount * 10000 + t.rate // 2) // t.rate as wage, count(*) as people
  from (select *, month_end(month) as until from paid) as p
  asof left join placed as k on k.employer = p.employer and k.person = p.person and k.starts_on <= p.until
  join employment.tariff as t on t.month = p.month
  group by all
),
told as (
  select month, 'country' as part, '000000000' as key, wage, sum(people) as people from earned group by all
  union all
  select month, 'region', lpad((region * 10000000)::varchar, 9, '0'), wage, sum(people) from earned where region is not null group by all
  union all
  select month, 'section', section, wage, sum(people) from earned where section is not null group by all
),
ordered as (
  select *, sum(people) over (partition by month, part, key order by wage) as upto, sum(people) over (partition by month, part, key) as whole
  from told
)
select month, part, key, any_value(whole)::integer as people,
  (min(wage) filter (upto >= (whole + 1) // 2) + min(wage) filter (upto >= whole // 2 + 1) + 1) // 2 as median
from ordered
group by all;

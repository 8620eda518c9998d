-- How many people registers know for an occupation (two digits of the classifier) in a region at the end of a month
-- (docs/demand.md). Free: of working age, alive and in the country, whose last contract within the months looked back was in
-- the occupation, and who have no contract in force and no paid month now; in the region where they live. At work: with a
-- contract in force there. Hired: contracts begun there in the twelve months. Each person counts once in a cell.
create or replace table demand.people as
with moment as (
  select month, month_end(month) as day, age_from, age_to, (month_end(month) - to_months(looked_back))::date as since from demand.asked
),
contract as (
  select c.person, c.employer, c.starts_on, c.contract_no, left(c.occupation, 2) as occupation, c.workplace,
    coalesce(c.terminated_on, c.ends_on, date '9999-12-31') as ends_on, m.day, m.since, m.month
  from register.contracts as c, moment as m
  where c.starts_on <= m.day and coalesce(c.terminated_on, c.ends_on, date '9999-12-31') >= m.since
),
busy as (
  select person from contract where ends_on >= day
  union
  select c.person from register.contributions as c, moment as m
  where c.period = m.month and c.kind in ('OPV', 'ESP', 'SELF')
  group by c.person having sum(c.amount) > 0
),
last_job as (
  select person, arg_max(struct_pack(occupation, workplace), (starts_on, contract_no, employer)) as job
  from contract where ends_on >= starts_on group by person
),
free as (
  select l.person, l.job.occupation as occupation, coalesce(p.place, l.job.workplace) as place
  from last_job as l
  cross join moment as m
  left join register.population as p on p.person = l.person
  anti join busy as b on b.person = l.person
  where (p.died_on is null or p.died_on > m.day) and (p.left_on is null or p.left_on > m.day)
    and (p.born_on is null or (p.born_on <= m.day - to_years(m.age_from) and p.born_on > m.day - to_years(m.age_to)))
),
told as (
  select place, occupation, person, 'free' as what from free
  union all
  select workplace, occupation, person, 'working' from contract where ends_on >= day
  union all
  select c.workplace, c.occupation, c.person, 'hired' from contract as c, moment as m
  where c.starts_on > month_end(m.month - 12) and c.ends_on >= c.starts_on
)
select place // 10000000 * 10000000 as region, occupation,
  count(distinct person) filter (where what = 'free')::integer as free,
  count(distinct person) filter (where what = 'working')::integer as working,
  count(distinct person) filter (where what = 'hired')::integer as hired
from told
group by all;

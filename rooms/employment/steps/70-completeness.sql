-- Rule 13. Of the persons whom anybody but themselves paid in the month before, those whose employer paid anybody in the
-- month: for every month asked for, over all employers, watched or not.
create or replace table employment.completeness as
with summed as (
  select coalesce(i.one, c.payer) as employer, c.person, c.period as month,
    sum(c.amount) as amount, coalesce(sum(c.amount) filter (where c.payer <> c.person), 0) as by_others
  from register.contributions as c
  left join employers.identity as i on i.employer = c.payer
  where c.kind = 'OPV'
    and c.period between (select min(a.month) - 1 from employment.asked as a) and (select max(a.month) from employment.asked as a)
  group by all
),
payer as (
  select distinct employer, month from summed where amount > 0
),
person as (
  select s.month + 1 as month, s.person, bool_or(p.employer is not null) as covered
  from summed as s
  left join payer as p on p.employer = s.employer and p.month = s.month + 1
  where s.by_others > 0
  group by all
)
select a.month, count(p.person)::integer as persons, count(p.person) filter (where p.covered)::integer as covered
from employment.asked as a
left join person as p on p.month = a.month
group by a.month;

-- Rule 13. Of the persons whom anybody but themselves paid in the month before, those whose employer paid anybody in the
-- month: for every month asked for, over all employers, watched or not.
create or replace table employment.completeness as
with paid as (
  select coalesce(i.one, c.payer) as employer, c.person, c.period as month
  from register.contributions as c
  left join employers.identity as i on i.employer = c.payer
  where c.kind = 'OPV' and c.payer <> c.person
    and (c.period in (select a.month from employment.asked as a) or c.period + 1 in (select a.month from employment.asked as a))
  group by all
  having sum(c.amount) > 0
),
payer as (
  select distinct employer, month from paid
)
select a.month,
  count(distinct b.person)::integer as persons,
  count(distinct b.person) filter (where p.employer is not null)::integer as covered
from employment.asked as a
left join paid as b on b.month = a.month - 1
left join payer as p on p.employer = b.employer and p.month = a.month
group by a.month;

-- Rule 13. Of the persons whom anybody but themselves paid in the month before, those whose employer paid anybody in the
-- month: for every month asked for, over all employers, watched or not.
create or replace table employment.completeness as
with contribution as (
  select coalesce(i.one, c.payer) as employer, c.person, c.period as month, c.amount, c.payer = c.person as by_themselves
  from register.contributions as c
  left join employers.identity as i on i.employer = c.payer
  where c.kind = 'OPV'
    and (c.period in (select a.month from employment.asked as a) or c.period + 1 in (select a.month from employment.asked as a))
),
paid_by_others as (
  select employer, person, month from contribution where not by_themselves group by all having sum(amount) > 0
),
payer as (
  select distinct employer, month
  from (select employer, person, month from contribution group by all having sum(amount) > 0)
)
select a.month,
  count(distinct b.person)::integer as persons,
  count(distinct b.person) filter (where p.employer is not null)::integer as covered
from employment.asked as a
left join paid_by_others as b on b.month = a.month - 1
left join payer as p on p.employer = b.employer and p.month = a.month
group by a.month;

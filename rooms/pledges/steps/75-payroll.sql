-- Rules 12 and 14. The wages of a pledge in every month since the first award: wage(m) of each employer and person that stands
-- on paid in m, once, as rule 12 says of the months asked for. Tiyn; months in which nobody is paid are not here.
create or replace table pledges.payroll as
with standing as (
  select distinct c.pledge_id, m.month, c.employer, c.person, m.amount, t.rate
  from pledges.covered_contract as c
  join pledges.outcome as o on o.pledge_id = c.pledge_id and o.spell = c.spell and o.outcome = 'counts'
  join employment.paid_month as m on m.employer = c.employer and m.person = c.person and m.month between c.first_month and c.last_month
  join pledges.payroll_month as t on t.month = m.month
  left join register.population as x on x.person = c.person
  where month_end(m.month) between c.starts_on and c.effective_end
    and not coalesce(x.exempt is not null and (x.exempt_from is null or x.exempt_from <= month_end(m.month)), false)
)
select pledge_id, month, sum((amount * 10000 + rate // 2) // rate) as wages
from standing
group by all;

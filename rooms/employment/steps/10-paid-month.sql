-- Rule 4. A month is paid when the worker's pension contributions (OPV) of one employer for one person sum to more than
-- zero; refunds are negative. Only the watched employers: those that a pledge or its group needs.
-- One row an employer (as one, rule 3), person and month; amount in tiyn, a HUGEINT: an
-- amount may have thirteen digits, and wages are ten times as much. `in_time`: what was paid by the day on which it was due
-- alone would have made the month paid.
create or replace table employment.paid_month as
select coalesce(i.one, c.payer) as employer, c.person, c.period as month, sum(c.amount) as amount,
  coalesce(sum(c.amount) filter (c.paid_on <= due_day(c.period)), 0) > 0 as in_time
from register.contributions as c
left join employers.identity as i on i.employer = c.payer
where c.kind = 'OPV'
  and coalesce(i.one, c.payer) in (select w.employer from employment.watched as w)
group by all
having sum(c.amount) > 0;

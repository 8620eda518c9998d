-- Whom the groups of pledges' employers paid, by month: what base lists are cut from (rule 6d).
create or replace table pledges.kin_paid as
select distinct coalesce(i.kin, m.employer) as kin, m.person, m.month
from employment.paid_month as m
left join employers.identity as i on i.employer = m.employer
where coalesce(i.kin, m.employer) in (select kin from pledges.pledge);

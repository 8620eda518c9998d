-- Current pledges with their employer as one and its group (rule 3). Months are integers.
create or replace table pledges.pledge as
select p.pledge_id, p.project_id, p.employer, coalesce(i.one, p.employer) as one, coalesce(i.kin, p.employer) as kin,
  p.place, p.phase, p.jobs, p.awarded_on, p.due_on, p.hold_months, p.occupation, p.qualification, p.term, p.young, p.wage_floor,
  month_of(p.awarded_on) as award_month, month_of(p.due_on) as due_month
from register.pledges as p
left join employers.identity as i on i.employer = p.employer;

-- Rule 10. The headcount of an employer at a place: distinct persons it paid in the month who have a contract with it in
-- force on at least one day of the month at a workplace that the place covers. Pledges of one employer for one place
-- share it. For the months asked for and every month that is some pledge's or stack's base.
create or replace table pledges.headcount as
with site as (
  select distinct one, place from pledges.pledge
),
wanted as (
  select month from employment.asked
  union select award_month - 1 from pledges.pledge
  union select base_month from pledges.base_month
)
select s.one, s.place, m.month, count(distinct m.person)::integer as persons
from site as s
join employment.spell_contract as k on k.employer = s.one
join reference.cover as c on c.place = k.workplace and c.above = s.place
join employment.paid_month as m on m.employer = k.employer and m.person = k.person
  and m.month between month_of(k.starts_on) and month_of(k.effective_end)
where m.month in (select w.month from wanted as w)
group by all;

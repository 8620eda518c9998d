-- Rules 16 and 17. Pledges of one employer whose places are equal or nested, in any number of steps, are one stack. Places
-- form a tree, so a stack is the pledges below its widest place: one for every employer and place of a pledge, since a
-- roll-up for a place begins there, whatever wider pledges the employer has elsewhere.
create or replace table pledges.stack as
select s.one, s.place, q.pledge_id,
  -- Whose base month the stack has (rule 10, seasonal where that one is): the oldest award, then the smallest pledge_id.
  first_value(q.pledge_id) over (partition by s.one, s.place order by q.awarded_on, q.pledge_id) as oldest
from (select distinct one, place from pledges.pledge) as s
join pledges.pledge as q on q.one = s.one
join reference.cover as c on c.place = q.place and c.above = s.place;

-- Its base is the headcount of the widest place in the base month; reached is the headcount of the month and the paid
-- persons of participants; net is reached minus base.
create or replace table pledges.stack_figure as
with participants as (
  select s.one, s.place, n.month, count(distinct n.person)::integer as persons
  from pledges.stack as s
  join pledges.person as n on n.pledge_id = s.pledge_id
  where n.paid_by_participant
  group by all
)
select s.one, s.place, b.month,
  case when b.known then coalesce(h0.persons, 0) end as base,
  coalesce(h.persons, 0) + coalesce(p.persons, 0) as reached
from (select distinct one, place, oldest from pledges.stack) as s
join pledges.base_month as b on b.pledge_id = s.oldest
left join pledges.headcount as h on h.one = s.one and h.place = s.place and h.month = b.month
left join pledges.headcount as h0 on h0.one = s.one and h0.place = s.place and h0.month = b.base_month
left join participants as p on p.one = s.one and p.place = s.place and p.month = b.month;

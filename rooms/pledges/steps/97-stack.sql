-- Rules 16 and 17. Pledges of one employer whose places are equal or nested, in any number of steps, are one stack, named
-- by the employer and the widest of their places: places form a tree, so what is connected shares its topmost place.
-- Its base is the headcount of that place before the oldest award.
create or replace table pledges.stack as
with topmost as (
  select p.pledge_id, p.one, arg_max(q.place, c.steps) as place
  from pledges.pledge as p
  join pledges.pledge as q on q.one = p.one
  join reference.cover as c on c.place = p.place and c.above = q.place
  group by all
)
select t.pledge_id, t.one, t.place, min(p.award_month) over (partition by t.one, t.place) - 1 as base_month
from topmost as t
join pledges.pledge as p on p.pledge_id = t.pledge_id;

create or replace table pledges.stack_figure as
with participants as (
  select s.one, s.place, s.base_month, n.month, count(distinct n.person) filter (where n.paid_by_participant)::integer as persons
  from pledges.stack as s
  left join pledges.person as n on n.pledge_id = s.pledge_id
  group by all
)
select s.one, s.place, a.month,
  case when s.base_month in (select month from employment.held_month) then coalesce(h0.persons, 0) end as base,
  coalesce(h.persons, 0) + coalesce(p.persons, 0) as reached
from (select distinct one, place, base_month from pledges.stack) as s
cross join employment.asked as a
left join pledges.headcount as h on h.one = s.one and h.place = s.place and h.month = a.month
left join pledges.headcount as h0 on h0.one = s.one and h0.place = s.place and h0.month = s.base_month
left join participants as p on p.one = s.one and p.place = s.place and p.month = a.month;

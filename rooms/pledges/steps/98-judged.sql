-- Rule 16. What a pledge is judged by: pledges of one employer whose places are equal or nested fill from what their stack is
-- credited with, the oldest award first, then the smallest pledge_id; nobody is filled beyond what he promised. The stack is
-- the one below the widest place, so a pledge that stands alone is judged by its own credited.
create or replace table pledges.judged as
with depth as (
  select place, max(steps) as steps from reference.cover group by place
),
whole_stack as (
  select s.pledge_id, any_value(s.one) as one, arg_min(s.place, d.steps) as place
  from pledges.stack as s join depth as d on d.place = s.place
  group by s.pledge_id
),
credited as (
  select w.one, w.place, f.month, case when any_value(g.base) is not null then greatest(0, least(sum(f.paid), any_value(g.reached - g.base))) end as credited
  from whole_stack as w
  join pledges.figure as f on f.pledge_id = w.pledge_id
  join pledges.stack_figure as g on g.one = w.one and g.place = w.place and g.month = f.month
  group by w.one, w.place, f.month
)
select w.pledge_id, c.month, p.jobs, p.due_month, p.hold_months,
  case when c.credited is not null then greatest(0, least(p.jobs, c.credited - coalesce(sum(p.jobs::hugeint) over (
    partition by w.one, w.place, c.month order by p.awarded_on, p.pledge_id rows between unbounded preceding and 1 preceding), 0))) end::bigint as judged
from whole_stack as w
join pledges.pledge as p on p.pledge_id = w.pledge_id
join credited as c on c.one = w.one and c.place = w.place;

-- The figures of every current pledge for every month asked for (rules 10 to 12, 18). Rungs count distinct persons.
-- Wages are tiyn, fte hundredths.
create or replace table pledges.person as
select pledge_id, month, person,
  bool_or(wage is not null) as paid,
  coalesce(max(run) filter (where wage is not null), 0) as run,
  least(100, coalesce(sum(rate) filter (where wage is not null), 0)) as fte,
  coalesce(bool_or(permanent) filter (where wage is not null), false) as permanent,
  coalesce(bool_or(wage is not null and participant), false) as paid_by_participant
from (
  select s.*, o.participant
  from pledges.standing as s
  join pledges.outcome as o on o.pledge_id = s.pledge_id and o.spell = s.spell
  where o.outcome = 'counts' and not s.exempt
)
group by all;

-- Wages of the paid: once for each employer and person, in tiyn.
create or replace table pledges.wage as
select distinct s.pledge_id, s.month, s.employer, s.person, s.wage, s.at_ceiling
from pledges.standing as s
join pledges.outcome as o on o.pledge_id = s.pledge_id and o.spell = s.spell
where o.outcome = 'counts' and not s.exempt and s.wage is not null;

create or replace table pledges.figure as
with rungs as (
  select pledge_id, month,
    count(*)::integer as contracted,
    count(*) filter (where paid)::integer as paid,
    count(*) filter (where run >= 3)::integer as held3,
    count(*) filter (where run >= 6)::integer as held6,
    count(*) filter (where run >= 12)::integer as held12,
    sum(fte)::bigint as fte,
    count(*) filter (where permanent)::integer as permanent,
    count(*) filter (where paid_by_participant)::integer as paid_by_participants
  from pledges.person
  group by all
),
wages as (
  select pledge_id, month, sum(wage) as wage_sum, count(*)::integer as wage_count,
    list(wage order by wage) as sorted, count(*) filter (where at_ceiling)::integer as at_ceiling
  from pledges.wage
  group by all
),
apart as (
  select s.pledge_id, s.month,
    count(distinct s.person) filter (where o.outcome = 'existing')::integer as existing,
    count(distinct s.person) filter (where o.outcome = 'counts' and s.exempt)::integer as exempt
  from pledges.standing as s
  join pledges.outcome as o on o.pledge_id = s.pledge_id and o.spell = s.spell
  group by all
),
counted as (
  select p.pledge_id, b.month, b.base_month, b.known,
    case when p.due_month <= b.month then p.jobs else 0 end as due,
    coalesce(r.contracted, 0) as contracted, coalesce(r.paid, 0) as paid,
    coalesce(r.held3, 0) as held3, coalesce(r.held6, 0) as held6, coalesce(r.held12, 0) as held12,
    coalesce(r.fte, 0) as fte, coalesce(r.permanent, 0) as permanent, coalesce(r.paid_by_participants, 0) as paid_by_participants,
    coalesce(x.existing, 0) as existing, coalesce(x.exempt, 0) as exempt,
    coalesce(h.persons, 0) as headcount,
    case when b.known then coalesce(h0.persons, 0) end as base,
    w.wage_sum, w.wage_count, w.at_ceiling,
    -- Rounded half up to a tiyn, in whole numbers (rule 12).
    (2 * w.wage_sum + w.wage_count) // (2 * w.wage_count) as wage_mean,
    (w.sorted[(w.wage_count + 1) // 2] + w.sorted[w.wage_count // 2 + 1] + 1) // 2 as wage_median,
    q.jobs as reported
  from pledges.pledge as p
  join pledges.base_month as b on b.pledge_id = p.pledge_id
  left join rungs as r on r.pledge_id = p.pledge_id and r.month = b.month
  left join apart as x on x.pledge_id = p.pledge_id and x.month = b.month
  left join wages as w on w.pledge_id = p.pledge_id and w.month = b.month
  left join pledges.headcount as h on h.one = p.one and h.place = p.place and h.month = b.month
  left join pledges.headcount as h0 on h0.one = p.one and h0.place = p.place and h0.month = b.base_month
  left join register.reports as q on q.pledge_id = p.pledge_id and q.period = b.month
)
select * exclude (known),
  headcount - base + paid_by_participants as net,
  case when base is not null then greatest(0, least(paid, headcount - base + paid_by_participants)) end as credited
from counted;

-- Whoever stands on contracted or paid for a pledge in a month, once (rule 11), with what docs/quality.md asks of him and of
-- his job. Where somebody holds several jobs of one pledge those that are paid decide, if any is: their rates are added, and
-- the rest is told of the largest, then the oldest, then the better qualified.
create or replace table pledges.worker as
with standing as (
  select s.*, coalesce(m.in_time, false) as in_time, e.first.starts_on as hired_on,
    bool_or(s.wage is not null) over (partition by s.pledge_id, s.month, s.person) as paid
  from pledges.standing as s
  join pledges.outcome as o on o.pledge_id = s.pledge_id and o.spell = s.spell and o.outcome = 'counts'
  join employment.spell as e on e.spell = s.spell
  left join employment.paid_month as m on m.employer = s.employer and m.person = s.person and m.month = s.month
  where not s.exempt
),
-- Wages can be held against a floor where the job is full-time on every day of the month, and no absence takes half of it.
whole as (
  select c.pledge_id, c.spell, a.month
  from pledges.covered_contract as c
  join pledges.pledge as p on p.pledge_id = c.pledge_id and p.wage_floor is not null
  join employment.asked as a on c.starts_on <= month_start(a.month) and c.effective_end >= month_end(a.month)
  anti join employment.absent_month as b on b.employer = c.employer and b.person = c.person and b.month = a.month
  group by all
  having sum(c.rate) >= 100
)
select s.pledge_id, s.month, s.person, s.paid,
  sum(s.rate) as rate, bool_or(s.permanent) as permanent, bool_and(s.in_time) as in_time,
  arg_max(struct_pack(qualification := s.job.qualification, conditions := s.job.conditions, occupation := s.job.occupation, hired_on := s.hired_on),
          (s.rate, date '1800-01-01' - s.hired_on, coalesce(s.job.qualification, 0), coalesce(s.job.conditions, ''), s.job.occupation)) as job,
  max(s.wage) filter (w.spell is not null) as whole_wage
from standing as s
left join whole as w on w.pledge_id = s.pledge_id and w.spell = s.spell and w.month = s.month
where (s.wage is not null) = s.paid
group by all;

-- On which rung each spell stands in each month asked for: a row where a covered contract is in force on the last day.
-- Paid is not asked of persons exempt from the worker's contribution: they stand apart, on no rung (rule 18).
create or replace table pledges.standing as
with in_force as (
  select c.pledge_id, c.spell, c.employer, c.person, a.month,
    sum(c.rate)::integer as rate,
    bool_or(c.permanent) as permanent,
    -- What the job is, for breakdowns: its largest contract, then the oldest.
    arg_max(struct_pack(workplace := c.workplace, occupation := c.occupation, qualification := c.qualification, conditions := c.conditions, term := c.term),
            (c.rate, date '1800-01-01' - c.starts_on, -c.contract)) as job
  from pledges.covered_contract as c
  join employment.asked as a on month_end(a.month) between c.starts_on and c.effective_end
  group by all
)
select f.*,
  coalesce(x.exempt is not null and (x.exempt_from is null or x.exempt_from <= month_end(f.month)), false) as exempt,
  -- Tiyn; null when not paid (rule 4).
  (m.amount * 10000 + t.rate // 2) // t.rate as wage,
  coalesce(m.amount >= t.ceiling, false) as at_ceiling,
  case when m.amount is null then 0 else coalesce(r.run, 0) end as run
from in_force as f
left join register.population as x on x.person = f.person
left join employment.paid_month as m on m.employer = f.employer and m.person = f.person and m.month = f.month
join employment.tariff as t on t.month = f.month
left join pledges.run as r on r.pledge_id = f.pledge_id and r.spell = f.spell and r.month = f.month;

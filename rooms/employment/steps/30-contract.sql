-- Rule 5, first half. The last day on which a contract is in force, included; 9999-12-31 where it has none.
--   terminated: that day. With an end: extended silently through the last month of the unbroken row of paid months that
--   begins with the month after its end, not beyond the day before the next contract, never to before its own end.
-- Contracts whose effective end is before their start never began; they are kept here, since the next contract may be one.
create or replace table employment.contract as
with ordered as (
  select
    row_number() over (order by coalesce(i.one, c.employer), c.person, c.starts_on, c.contract_no, c.ends_on, c.terminated_on, c.workplace, c.occupation, c.rate)::integer as contract,
    coalesce(i.one, c.employer) as employer, c.person, c.contract_no, c.term, c.starts_on, c.ends_on, c.terminated_on,
    c.occupation, c.qualification, c.workplace, c.rate, c.conditions, c.project_id
  from register.contracts as c
  left join employers.identity as i on i.employer = c.employer
  where coalesce(i.one, c.employer) in (select w.employer from employment.watched as w)
),
following as (
  select *, lead(starts_on) over (partition by employer, person order by contract) as next_starts_on
  from ordered
)
select
  f.* exclude (next_starts_on),
  case
    when f.terminated_on is not null then f.terminated_on
    when f.ends_on is null then date '9999-12-31'
    when r.last_month is null then f.ends_on
    else greatest(f.ends_on, least(month_end(r.last_month), coalesce(f.next_starts_on - 1, date '9999-12-31')))
  end as effective_end,
  -- Rule 7. A termination does not matter; 29 February counts as 1 March.
  coalesce(f.term = 'indefinite' or f.ends_on >= anniversary(f.starts_on) - 1, false) as permanent
from following as f
left join employment.paid_row as r
  on r.employer = f.employer and r.person = f.person
  and f.terminated_on is null
  and month_of(f.ends_on) + 1 between r.first_month and r.last_month;

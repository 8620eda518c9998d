-- Rule 15. The verdict of a pledge at a month, by what it is judged by (rule 16): of the due month at first, then of every
-- month that it had promised to hold. NULL when a month that it takes is unknown: its base is (rule 10), or it lies before the
-- months asked for. `decided` is the month that settled it: as long as that month is provisional, so is the verdict.
create or replace table pledges.verdict as
with followed as (
  select *,
    max(judged) filter (where month = due_month) over whole as at_due,
    -- Enough is nine tenths.
    min(month) filter (where month > due_month and month - due_month <= hold_months and 10 * judged::hugeint < 9 * jobs::hugeint) over so_far as lost_in,
    count(*) filter (where month > due_month and month - due_month <= hold_months and judged is null) over so_far as unknown
  from pledges.judged
  window whole as (partition by pledge_id), so_far as (partition by pledge_id order by month)
),
called as (
  select *,
    case
      when month < due_month then 'not-due'
      when at_due is null then null
      when 10 * at_due::hugeint < 9 * jobs::hugeint then 'missed'
      when month = due_month then case when at_due >= jobs then 'kept' else 'substantially-kept' end
      when lost_in is not null then 'lost'
      when unknown > 0 then null
      when month - due_month <= hold_months then 'holding'
      else 'held'
    end as verdict
  from followed
)
select pledge_id, month, judged, verdict,
  case
    when verdict in ('missed', 'kept', 'substantially-kept') then due_month
    when verdict = 'lost' then lost_in
    when verdict = 'holding' then month
    when verdict = 'held' then (due_month + hold_months)::integer
  end as decided
from called;

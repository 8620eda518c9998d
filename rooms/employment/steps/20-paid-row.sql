-- Unbroken rows of paid months: first and last month of each, for one employer and person.
create or replace table employment.paid_row as
select employer, person, min(month)::integer as first_month, max(month)::integer as last_month
from (
  select employer, person, month, month - row_number() over (partition by employer, person order by month) as island
  from employment.paid_month
)
group by employer, person, island;

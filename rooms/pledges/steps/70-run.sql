-- Rule 9. Months that are paid and have a covered contract in force on at least one day add one; a month mostly of
-- absence is neutral unless it adds; any other month ends the run. Adding and neutral months that follow one another
-- without a gap are an island, and the run at a month is the number of adding months of its island so far.
create or replace table pledges.run as
with adding as (
  select distinct c.pledge_id, c.spell, m.month
  from pledges.covered_contract as c
  join employment.paid_month as m on m.employer = c.employer and m.person = c.person and m.month between c.first_month and c.last_month
),
neutral as (
  select distinct c.pledge_id, c.spell, a.month
  from pledges.covered_contract as c
  join employment.absent_month as a on a.employer = c.employer and a.person = c.person
  anti join adding as d on d.pledge_id = c.pledge_id and d.spell = c.spell and d.month = a.month
),
told as (
  select pledge_id, spell, month, 1 as adds from adding
  union all
  select pledge_id, spell, month, 0 from neutral
),
islands as (
  select *, month - row_number() over (partition by pledge_id, spell order by month) as island from told
)
select pledge_id, spell, month, adds = 1 as adds,
  sum(adds) over (partition by pledge_id, spell, island order by month)::smallint as run
from islands;

-- Rule 5, second half. Contracts that began, of one employer and person in order of start, effective end and number, are
-- one spell as long as the next starts at most 62 days after the latest effective end so far.
create or replace table employment.spell_contract as
with begun as (
  select *, max(effective_end) over (
      partition by employer, person order by starts_on, effective_end, contract_no, contract
      rows between unbounded preceding and 1 preceding) as ended_so_far
  from employment.contract
  where effective_end >= starts_on
)
select * exclude (ended_so_far),
  sum(case when ended_so_far is null or starts_on > ended_so_far + 62 then 1 else 0 end) over (
    order by employer, person, starts_on, effective_end, contract_no, contract
    rows unbounded preceding)::integer as spell
from begun;

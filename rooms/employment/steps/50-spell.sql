-- A spell with its first contract, whose terms decide for which pledges it may count (rule 6).
create or replace table employment.spell as
select
  spell,
  arg_min(struct_pack(employer, person, starts_on, workplace, occupation, qualification, term, permanent, project_id, conditions),
          row_order) as first,
  max(effective_end) as ends_on
from (
  select *, row_number() over (partition by spell order by starts_on, effective_end, contract_no, contract) as row_order
  from employment.spell_contract
)
group by spell;

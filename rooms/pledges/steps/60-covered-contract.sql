-- The contracts of the spells above at workplaces that the pledge's place covers: only these put a spell in force
-- (rungs, rules 9, 11, 12).
create or replace table pledges.covered_contract as
select o.pledge_id, o.spell, o.employer, o.person, s.contract, s.starts_on, s.effective_end,
  month_of(s.starts_on) as first_month, month_of(s.effective_end) as last_month,
  s.rate, s.permanent, s.workplace, s.occupation, s.qualification, s.conditions, s.term
from pledges.outcome as o
join pledges.pledge as p on p.pledge_id = o.pledge_id
join employment.spell_contract as s on s.spell = o.spell
join reference.cover as c on c.place = s.workplace and c.above = p.place;

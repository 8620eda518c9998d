-- Why a spell that started in time at the right place with the right party counts for a pledge or does not: the first
-- question it fails, else whether it was attributed here (rules 6 and 8).
create or replace table pledges.outcome as
select c.pledge_id, c.spell, c.employer, c.person, c.participant,
  case
    when not c.no_other_project then 'other-project'
    when not c.has_occupation then 'occupation'
    when not c.has_qualification then 'qualification'
    when not c.is_permanent then 'not-permanent'
    when not c.new_to_group then 'existing'
    when a.pledge_id <> c.pledge_id then 'other-pledge'
    else 'counts'
  end as outcome,
  a.pledge_id as attributed_to
from pledges.candidate as c
left join pledges.attributed as a on a.spell = c.spell
where c.at_place and c.after_award and c.of_project;

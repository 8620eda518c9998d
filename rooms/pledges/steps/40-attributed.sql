-- Rule 8. Of the pledges that a spell is eligible for it is attributed to one: the narrowest place (fewest steps up from
-- the workplace), then the earliest award, then the smallest pledge_id. It is never split, and a pledge is never full.
create or replace table pledges.attributed as
select c.spell, c.pledge_id
from pledges.candidate as c
join pledges.pledge as p on p.pledge_id = c.pledge_id
where c.at_place and c.after_award and c.of_project and c.no_other_project and c.has_occupation and c.has_qualification
  and c.is_permanent and c.new_to_group
qualify row_number() over (partition by c.spell order by c.steps, p.awarded_on, c.pledge_id) = 1;

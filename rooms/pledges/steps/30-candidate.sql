-- Every spell of a party to a pledge, with each question of rule 6 answered, in the order in which the passport asks them.
create or replace table pledges.candidate as
with asked as (
  select p.pledge_id, s.spell, s.first.employer as employer, s.first.person as person,
    c.steps,
    c.steps is not null as at_place,
    s.first.starts_on >= p.awarded_on as after_award,
    -- Whoever only takes part counts from its first to its last day there, and when the first contract names the project.
    not g.participant or (s.first.starts_on between g.takes_part_on and g.takes_part_until
      and coalesce(s.first.project_id = p.project_id, false)) as of_project,
    g.participant,
    coalesce(s.first.project_id = p.project_id, true) as no_other_project,
    p.occupation is null or starts_with(s.first.occupation, p.occupation) as has_occupation,
    p.qualification is null or coalesce(s.first.qualification >= p.qualification, false) as has_qualification,
    p.term <> 'permanent' or s.first.permanent as is_permanent,
    p.kin, p.award_month, p.term
  from pledges.party as g
  join pledges.pledge as p on p.pledge_id = g.pledge_id
  join employment.spell as s on s.first.employer = g.employer
  left join reference.cover as c on c.place = s.first.workplace and c.above = p.place
),
-- A participant may have several rows; one that lets the spell in is enough.
once as (
  select * from asked
  qualify row_number() over (partition by pledge_id, spell order by of_project desc) = 1
)
select o.* exclude (kin, award_month, term),
  -- Rule 6d: on the base list are those whom the group paid in the three months (seasonal: twelve) before the award.
  not exists (
    from pledges.kin_paid as k
    where k.kin = o.kin and k.person = o.person
      and k.month between o.award_month - (case when o.term = 'seasonal' then 12 else 3 end) and o.award_month - 1
  ) as new_to_group
from once as o;

-- Whose spells may count for a pledge (rule 6a): its own employer at any time, and those who take part in its project, on
-- the days from starts_on through ends_on.
create or replace table pledges.party as
select pledge_id, one as employer, false as participant, date '0001-01-01' as takes_part_on, date '9999-12-31' as takes_part_until
from pledges.pledge
union all
select p.pledge_id, coalesce(i.one, t.employer), true, t.starts_on, coalesce(t.ends_on, date '9999-12-31')
from pledges.pledge as p
join register.participants as t on t.project_id = p.project_id
left join employers.identity as i on i.employer = t.employer
where coalesce(i.one, t.employer) <> p.one;

-- The employers whose contracts and contributions the figures need: the parties, and the groups of pledges' employers for
-- the base lists (rule 6d).
create or replace table pledges.watched as
select employer from pledges.party
union
select i.one from employers.identity as i where i.kin in (select kin from pledges.pledge);

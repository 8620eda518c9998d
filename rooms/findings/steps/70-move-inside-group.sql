-- Rule 7. Moves inside a group. Persons hired by a pledge's own employer, counted or on the base list (existing, rule 6d), whom
-- another employer of the same group paid in one of the group.before months before the spell begins or in the month in which
-- it begins: at least group.persons of them, and group.share per cent of all hired so.
-- Left out: branches and successors, who are one employer (rule 3); employers of the group that filled at least group.refilled per
-- cent of the posts again within three months, because then the group has grown; single specialists.
create or replace table findings.hired as
select o.pledge_id, o.person, o.employer, min(month_of(s.first.starts_on))::integer as start_month, any_value(p.kin) as kin
from pledges.outcome as o
join pledges.pledge as p on p.pledge_id = o.pledge_id
join employment.spell as s on s.spell = o.spell
where o.outcome in ('counts', 'existing') and not o.participant and month_of(s.first.starts_on) <= findings.last_month()
group by o.pledge_id, o.person, o.employer;

create or replace table findings.moved as
with moved as (
  select h.pledge_id, h.person, h.employer, h.start_month, m.employer as sister
  from findings.hired as h
  join employment.paid_month as m on m.person = h.person and m.employer <> h.employer
    and m.month between h.start_month - findings.parameter('group.before') and h.start_month
  join employers.identity as i on i.employer = m.employer and i.kin = h.kin
  group by all
),
given as (
  select pledge_id, sister, count(*) as persons, min(start_month) - 1 as before_month, max(start_month) + 3 as after_month from moved group by all
),
level as (
  select g.pledge_id, g.sister, g.persons,
    count(distinct m.person) filter (where m.month = g.before_month) - count(distinct m.person) filter (where m.month = least(g.after_month, findings.last_month())) as fallen
  from given as g join employment.paid_month as m on m.employer = g.sister
  group by all
)
select m.pledge_id, m.person, m.employer, m.start_month, m.sister
from moved as m
join level as l on l.pledge_id = m.pledge_id and l.sister = m.sister
where 100 * l.fallen > (100 - findings.parameter('group.refilled')) * l.persons;

insert into findings.found by name
with level as (
  select h.pledge_id, count(distinct h.person)::integer as persons, count(distinct m.person)::integer as moved, min(m.start_month) as first_month, max(m.start_month) as last_month
  from findings.hired as h
  left join findings.moved as m on m.pledge_id = h.pledge_id and m.person = h.person
  group by h.pledge_id
)
select findings.id('move-inside-group', p.pledge_id, p.award_month) as id, 'move-inside-group' as rule, p.pledge_id, p.one as employer,
  l.first_month, l.last_month, 100 * l.moved // l.persons as measured, findings.parameter('group.share') as threshold, l.moved as persons, l.moved as jobs
from level as l
join pledges.pledge as p on p.pledge_id = l.pledge_id
where l.moved >= findings.parameter('group.persons') and 100 * l.moved >= findings.parameter('group.share') * l.persons;

insert into findings.behind by name
select f.id, m.person, m.employer, min(m.start_month) as first_month, max(d.month) as last_month, count(distinct d.month)::integer as months, min(m.sister) as other
from findings.found as f
join findings.moved as m on m.pledge_id = f.pledge_id
left join employment.paid_month as d on d.employer = m.employer and d.person = m.person and d.month >= m.start_month
where f.rule = 'move-inside-group'
group by f.id, m.person, m.employer;

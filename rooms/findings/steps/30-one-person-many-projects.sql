-- Rule 3. One person in many projects. On the last day of a month a person has contracts in force in at least many.projects
-- different projects (the one that the contract names, else the one of the pledge that counts it), whose rates add up to more
-- than many.rate hundredths of a full-time job: in at least many.months months; and a pledge counts at least many.persons such
-- persons, and many.share per cent of all whom it counts as contracted in these months.
-- Left out: part-time contracts in several projects that add up to what one person can work; moves from one project to the next.
create or replace table findings.project_contract as
with named as (
  select c.person, c.starts_on, c.effective_end, c.rate, coalesce(c.project_id, p.project_id) as project_id
  from employment.spell_contract as c
  left join pledges.attributed as a on a.spell = c.spell
  left join pledges.pledge as p on p.pledge_id = a.pledge_id
)
select n.person, n.starts_on, n.effective_end, n.rate, n.project_id
from named as n
where n.project_id is not null and n.person in (
  select m.person from named as m group by m.person having count(distinct m.project_id) >= findings.parameter('many.projects'));

create or replace table findings.spread as
select c.person, a.month, count(distinct c.project_id)::integer as projects, sum(c.rate)::integer as rate
from findings.project_contract as c
join employment.asked as a on month_end(a.month) between c.starts_on and c.effective_end
where a.month <= findings.last_month()
group by c.person, a.month
having count(distinct c.project_id) >= findings.parameter('many.projects') and sum(c.rate) > findings.parameter('many.rate');

create or replace table findings.spread_on as
select s.pledge_id, s.person, min(s.employer) as employer, min(s.month)::integer as first_month, max(s.month)::integer as last_month,
  count(distinct s.month)::integer as months, max(x.projects) as projects
from pledges.standing as s
join pledges.outcome as o on o.pledge_id = s.pledge_id and o.spell = s.spell
join findings.spread as x on x.person = s.person and x.month = s.month
where o.outcome = 'counts'
group by s.pledge_id, s.person
having count(distinct s.month) >= findings.parameter('many.months');

insert into findings.found by name
with span as (
  select pledge_id, count(*)::integer as persons, min(first_month) as first_month, max(last_month) as last_month from findings.spread_on group by pledge_id
),
level as (
  select n.pledge_id, count(distinct s.person)::integer as persons
  from span as n
  join pledges.standing as s on s.pledge_id = n.pledge_id and s.month between n.first_month and n.last_month
  join pledges.outcome as o on o.pledge_id = s.pledge_id and o.spell = s.spell
  where o.outcome = 'counts'
  group by n.pledge_id
)
select findings.id('one-person-many-projects', n.pledge_id, n.first_month) as id, 'one-person-many-projects' as rule, n.pledge_id, p.one as employer,
  n.first_month, n.last_month, 100 * n.persons // l.persons as measured, findings.parameter('many.share') as threshold, n.persons, n.persons as jobs
from span as n
join level as l on l.pledge_id = n.pledge_id
join pledges.pledge as p on p.pledge_id = n.pledge_id
where n.persons >= findings.parameter('many.persons') and 100 * n.persons >= findings.parameter('many.share') * l.persons;

insert into findings.behind by name
select f.id, s.person, s.employer, s.first_month, s.last_month, s.months, s.projects
from findings.found as f join findings.spread_on as s on s.pledge_id = f.pledge_id
where f.rule = 'one-person-many-projects';

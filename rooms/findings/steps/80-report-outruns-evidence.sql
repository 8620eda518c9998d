-- Rule 8. Self-report that outruns evidence. For months in a row of which the employer reports, the jobs it reports are at least
-- report.share per cent of the persons evidenced, and at least report.jobs more: in at least report.months of its reports.
-- Evidenced is read as generously as can be: everybody paid or exempt with a contract in force for the pledge's place since its
-- award who counts for no other pledge and gets no further with the questions of another one (rule 6), whether he counts for
-- this one or not; of those who could count here and count for another pledge, as many as are more than that one reports (or,
-- where it reports nothing, promises).
-- Left out: months in which the employer paid nobody at all, which are arrears; months of which it reports nothing.
create or replace table findings.furthest as
select pledge_id, spell, outcome
from pledges.outcome
where coalesce(attributed_to = pledge_id, true)
qualify rank() over (partition by spell order by
  array_position(['counts', 'existing', 'not-permanent', 'qualification', 'occupation', 'other-project'], outcome)) = 1;

create or replace table findings.evidenced as
select s.pledge_id, s.month, count(distinct s.person)::integer as persons, count(distinct s.person) filter (where o.outcome = 'counts')::integer as counted
from pledges.standing as s
join findings.furthest as o on o.pledge_id = s.pledge_id and o.spell = s.spell
where s.wage is not null or s.exempt
group by s.pledge_id, s.month;

create or replace table findings.reported as
with spare as (
  select e.pledge_id, e.month, greatest(0, e.counted - coalesce(r.jobs, p.jobs))::integer as persons
  from findings.evidenced as e
  join pledges.pledge as p on p.pledge_id = e.pledge_id
  left join register.reports as r on r.pledge_id = e.pledge_id and r.period = e.month
),
lent as (
  select b.pledge_id, s.month, sum(s.persons)::integer as persons
  from (select distinct pledge_id, attributed_to from pledges.outcome where outcome = 'other-pledge') as b
  join spare as s on s.pledge_id = b.attributed_to
  group by all
)
select p.pledge_id, p.one, p.award_month, r.period as month, r.jobs, coalesce(e.persons, 0) + coalesce(l.persons, 0) as evidenced
from pledges.pledge as p
join register.reports as r on r.pledge_id = p.pledge_id
left join findings.evidenced as e on e.pledge_id = p.pledge_id and e.month = r.period
left join lent as l on l.pledge_id = p.pledge_id and l.month = r.period
where r.period in (select a.month from employment.asked as a) and r.period <= findings.last_month()
  and exists (from employment.paid_month as m where m.employer = p.one and m.month = r.period);

create or replace table findings.outrun as
with judged as (
  select *, 100 * jobs >= findings.parameter('report.share') * evidenced and jobs - evidenced >= findings.parameter('report.jobs') as above,
    row_number() over (partition by pledge_id order by month) as place
  from findings.reported
),
islands as (
  select *, place - row_number() over (partition by pledge_id order by month) as island from judged where above
),
long as (
  select * from islands qualify count(*) over (partition by pledge_id, island) >= findings.parameter('report.months')
)
select pledge_id, one, award_month, min(month)::integer as first_month, max(month)::integer as last_month,
  least(100 * sum(jobs) // greatest(1, sum(evidenced)), 99999)::integer as share, least(max(jobs - evidenced), 2000000000)::integer as most
from long
group by pledge_id, one, award_month;

insert into findings.found by name
select findings.id('report-outruns-evidence', pledge_id, award_month) as id, 'report-outruns-evidence' as rule, pledge_id, one as employer, first_month, last_month,
  share as measured, findings.parameter('report.share') as threshold, 0 as persons, most as jobs
from findings.outrun;

insert into findings.point by name
select f.id, r.month as along, least(r.jobs, 2000000000)::integer as whole, r.evidenced as marked
from findings.found as f
join findings.reported as r on r.pledge_id = f.pledge_id and r.month between f.first_month - 6 and f.last_month + 6
where f.rule = 'report-outruns-evidence';

-- Rule 6. Return to the former employer. Persons whom an employer outside of the group paid in one of the return.before months
-- before they were first paid on a pledge (or in that month), whom the pledge then counts as paid for at most return.longest
-- months from first to last, and whom the same employer pays again from the last of these months through return.after months
-- later, having paid them in less than half of the months between: at least return.persons with one former employer, and all
-- of them together return.share per cent of everybody whom the pledge ever counted as paid.
-- Left out: seasonal pledges and people hired for a season, a replacement or a piece of work, who go back where they came from;
-- second jobs, paid all the while; single persons who change their minds; building, whose people go from site to site.
create or replace table findings.stay as
select t.pledge_id, t.person, t.employer, t.first_month, t.last_month, t.months, p.kin
from findings.tenure as t
join pledges.pledge as p on p.pledge_id = t.pledge_id
where p.term <> 'seasonal' and p.phase <> 'construction' and not t.temporary
  and t.last_month - t.first_month + 1 <= findings.parameter('return.longest') and t.last_month < findings.last_month();

create or replace table findings.returned as
with elsewhere as (
  select coalesce(i.one, c.payer) as employer, coalesce(i.kin, c.payer) as kin, c.person, c.period as month
  from register.contributions as c
  left join employers.identity as i on i.employer = c.payer
  where c.kind = 'OPV' and c.payer <> c.person and c.period <= findings.last_month()
    and c.person in (select s.person from findings.stay as s)
  group by all
  having sum(c.amount) > 0
)
select s.pledge_id, s.person, s.employer, s.first_month, s.last_month, s.months, e.employer as former
from findings.stay as s
join elsewhere as e on e.person = s.person and e.kin <> s.kin
group by all
having count(*) filter (where e.month between s.first_month - findings.parameter('return.before') and s.first_month) > 0
  and count(*) filter (where e.month between s.last_month and s.last_month + findings.parameter('return.after')) > 0
  and 2 * count(*) filter (where e.month > s.first_month and e.month < s.last_month) < greatest(1, s.last_month - s.first_month - 1);

insert into findings.found by name
with together as (
  select * from findings.returned
  qualify count(*) over (partition by pledge_id, former) >= findings.parameter('return.persons')
),
back as (
  select pledge_id, count(distinct person)::integer as persons, min(first_month) as first_month, max(last_month) as last_month from together group by pledge_id
),
level as (
  select pledge_id, count(*)::integer as persons from findings.tenure group by pledge_id
)
select findings.id('return-to-former-employer', p.pledge_id, p.award_month) as id, 'return-to-former-employer' as rule, p.pledge_id, p.one as employer,
  b.first_month, b.last_month, 100 * b.persons // l.persons as measured, findings.parameter('return.share') as threshold, b.persons, b.persons as jobs
from back as b
join level as l on l.pledge_id = b.pledge_id
join pledges.pledge as p on p.pledge_id = b.pledge_id
where 100 * b.persons >= findings.parameter('return.share') * l.persons;

insert into findings.behind by name
select f.id, r.person, r.employer, r.first_month, r.last_month, r.months, r.former as other
from findings.found as f join findings.returned as r on r.pledge_id = f.pledge_id
where f.rule = 'return-to-former-employer'
qualify count(*) over (partition by f.id, r.former) >= findings.parameter('return.persons');

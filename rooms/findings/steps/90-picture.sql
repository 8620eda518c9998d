-- The pictures that are told alike: by month, how many persons the pledge counts as paid, and how many of them stand behind the
-- finding; six months before and after it.
insert into findings.point by name
select f.id, d.month as along, count(distinct d.person)::integer as whole, count(distinct b.person)::integer as marked
from findings.found as f
join findings.paid as d on d.pledge_id = f.pledge_id and d.month between f.first_month - 6 and f.last_month + 6
left join findings.behind as b on b.id = f.id and b.person = d.person
where f.rule in ('spike-before-due-day', 'one-month-chain', 'one-person-many-projects')
group by f.id, d.month;

-- Where people come from elsewhere: how many of those behind the finding the pledge's employer paid, and how many the other one.
insert into findings.point by name
with spans as (
  select f.id, f.rule, f.first_month, f.last_month, unnest(generate_series(f.first_month - 6, least(f.last_month + 6, findings.last_month())))::integer as along
  from findings.found as f
  where f.rule in ('return-to-former-employer', 'move-inside-group')
),
payments as (
  select coalesce(i.one, c.payer) as employer, c.person, c.period as month
  from register.contributions as c
  left join employers.identity as i on i.employer = c.payer
  where c.kind = 'OPV' and c.person in (select b.person from findings.behind as b where b.other is not null)
  group by all
  having sum(c.amount) > 0
)
select s.id, s.along,
  count(distinct b.person) filter (where p.employer = b.employer)::integer as whole,
  count(distinct b.person) filter (where p.employer = b.other)::integer as marked
from spans as s
join findings.behind as b on b.id = s.id
left join payments as p on p.person = b.person and p.month = s.along
group by s.id, s.along;

-- Where a finding lies, and who may see it: the places that cover the pledge, or the employer's own place. Never the employer.
create or replace table findings.territory as
with place as (
  select f.id, coalesce(p.place, e.place, 0) as place
  from findings.found as f
  left join pledges.pledge as p on p.pledge_id = f.pledge_id
  left join register.employers as e on e.employer = f.employer
)
select p.id, p.place,
  list_sort(list_distinct([p.place, 0] || list_filter(reference.zeroed(p.place), lambda above : list_contains(k.codes, above)))) as seen_by
from place as p
cross join (select list(kato) as codes from reference.place) as k;

-- Where a person works for an employer, by month: the region of the newest contract of the two, from the month in which it starts to
-- that of the next. What median wages are told by (docs/quality.md), over all employers, watched or not.
create or replace table employment.workplace_span as
with placed as (
  select coalesce(i.one, c.employer) as employer, c.person, month_of(c.starts_on) as from_month,
    arg_max(c.workplace // 10000000, (c.starts_on, c.contract_no, c.workplace)) as region
  from register.contracts as c
  left join employers.identity as i on i.employer = c.employer
  where c.terminated_on is null or c.terminated_on >= c.starts_on
  group by all
)
select employer, person, region::smallint as region, from_month,
  coalesce(lead(from_month) over (partition by employer, person order by from_month), 99999) as next_month
from placed;

create or replace table employment.median_wage (month integer, part varchar, key varchar, people integer, median bigint);

-- Months of which an absence covers at least half of the days (rule 9); an open absence reaches the last month asked for.
create or replace table employment.absent_month as
with absence as (
  select coalesce(i.one, a.employer) as employer, a.person, a.starts_on,
    least(coalesce(a.ends_on, date '9999-12-31'), month_end((select max(month) from employment.asked))) as ends_on
  from register.absences as a
  left join employers.identity as i on i.employer = a.employer
  where coalesce(i.one, a.employer) in (select w.employer from employment.watched as w)
),
monthly as (
  select employer, person, starts_on, ends_on, unnest(generate_series(month_of(starts_on), month_of(ends_on)))::integer as month
  from absence
  where ends_on >= starts_on
)
select distinct employer, person, month
from monthly
where 2 * (least(ends_on, month_end(month)) - greatest(starts_on, month_start(month)) + 1) >= day(month_end(month));

-- Rule 18. The self-employed by their own payments, by place of residence: shown apart, never on a rung. Of whom no residence
-- is known stands in the whole country.
create or replace table employment.self_paid as
select coalesce(p.place, 0) as place, c.period as month, count(distinct c.person)::integer as persons
from (
  select person, period from register.contributions
  where kind in ('ESP', 'SELF') and period in (select a.month from employment.asked as a)
  group by all
  having sum(amount) > 0
) as c
left join register.population as p on p.person = c.person
group by all;

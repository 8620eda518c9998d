-- The median wage of everybody who is paid for a month by anybody but himself, once for each employer and person (as one, rule 3):
-- of the country, of each region and of each section of economic activity (docs/quality.md). The section is that of the payer, the
-- first of the alphabet where branches of one employer differ. For the months of employment.median_month: a quantile holds every
-- wage in memory, so they come in batches. The median of negated wages is the upper middle one, since a discrete quantile is the lower.
insert into employment.median_wage
with paid as (
  -- More than anybody can have paid counts as the most of which the wage still fits.
  select coalesce(i.one, c.payer) as employer, c.person, c.period as month, least(sum(c.amount), 900000000000000)::bigint as amount, min(s.section) as section
  from register.contributions as c
  left join employers.identity as i on i.employer = c.payer
  left join employment.payer_section as s on s.employer = c.payer
  where c.kind = 'OPV' and c.payer <> c.person and c.period in (select b.month from employment.median_month as b)
  group by all
  having sum(c.amount) > 0
),
earned as materialized (
  select p.month, nullif(k.region, 0) as region, p.section, (p.amount * 10000 + t.rate // 2) // t.rate as wage
  from paid as p
  join employment.tariff as t on t.month = p.month
  left join employment.workplace_span as k on k.employer = p.employer and k.person = p.person and p.month >= k.from_month and p.month < k.next_month
),
told as (
  select month, case when grouping(section) = 0 then 'section' when grouping(region) = 0 then 'region' else 'country' end as part, region, section,
    count(*)::integer as people, quantile_disc(wage, 0.5) as lower, -quantile_disc(-wage, 0.5) as upper
  from earned
  group by grouping sets ((month), (month, region), (month, section))
)
select month, part,
  case part when 'section' then chr(section) when 'region' then lpad((region::integer * 10000000)::varchar, 9, '0') else '000000000' end as key,
  people, lower // 2 + upper // 2 + (lower % 2 + upper % 2 + 1) // 2 as median
from told
where part = 'country' or (part = 'region' and region is not null) or (part = 'section' and section is not null);

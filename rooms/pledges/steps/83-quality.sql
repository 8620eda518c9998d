-- The quality of the jobs of a pledge in a month (docs/quality.md): by each attribute, how many of its distinct persons have which
-- key, on contracted and on paid. Each attribute's keys add up to contracted and to paid; an empty key is not told by any
-- register. What begins with `promised` is asked only where the pledge promises it.
create or replace table pledges.quality as
with told as (
  select w.pledge_id, w.month, w.paid,
    coalesce(w.job.qualification::varchar, '') as qualification,
    coalesce(w.job.conditions, '') as conditions,
    case when w.rate >= 100 then 'full' else 'part' end as hours,
    case when w.permanent then 'permanent' else 'temporary' end as permanence,
    case when x.person is null then '' when full_years(x.born_on, month_end(w.month)) between y.from_age and y.to_age then 'young' else 'other' end as youth,
    case when x.person is null then ''
         when x.graduated_on <= w.job.hired_on and w.job.hired_on <= (x.graduated_on + interval 3 year)::date then 'specialist' else 'other' end as specialist,
    coalesce(x.sex, '') as sex,
    -- The first four digits of a place name its district, the first two its region.
    case when p.place = 0 then 'anywhere'
         when x.place is null then ''
         when p.place % 10000000 <> 0 and x.place // 100000 = p.place // 100000 then 'district'
         when x.place // 10000000 = p.place // 10000000 then 'region'
         else 'elsewhere' end as residence,
    case when x.citizenship is null then '' when x.citizenship = 'KZ' then 'KZ' else 'foreign' end as citizenship,
    case when not w.paid then 'unpaid' when w.in_time then 'in-time' else 'late' end as payment,
    case when p.young is not null then specialist end as promised_young,
    case when p.qualification is not null then if(coalesce(w.job.qualification >= p.qualification, false), 'meets', 'lacks') end as promised_qualification,
    case when p.occupation is not null then if(starts_with(w.job.occupation, p.occupation), 'meets', 'lacks') end as promised_occupation,
    case when p.term = 'permanent' then if(w.permanent, 'meets', 'lacks') end as promised_permanence,
    case when p.wage_floor is null then null when w.whole_wage is null then 'not-compared' when w.whole_wage >= p.wage_floor then 'meets' else 'lacks' end as promised_wage
  from pledges.worker as w
  join pledges.pledge as p on p.pledge_id = w.pledge_id
  join pledges.youth_month as y on y.month = w.month
  left join register.population as x on x.person = w.person
),
alike as (
  select * exclude (paid), count(*) as contracted, count(*) filter (paid) as paid
  from told
  group by all
),
apart as (
  select pledge_id, month, contracted, paid, unnest([
    {attribute: 'qualification', key: qualification}, {attribute: 'conditions', key: conditions}, {attribute: 'hours', key: hours},
    {attribute: 'permanence', key: permanence}, {attribute: 'youth', key: youth}, {attribute: 'specialist', key: specialist},
    {attribute: 'sex', key: sex}, {attribute: 'residence', key: residence}, {attribute: 'citizenship', key: citizenship},
    {attribute: 'payment', key: payment}, {attribute: 'promised-young', key: promised_young},
    {attribute: 'promised-qualification', key: promised_qualification}, {attribute: 'promised-occupation', key: promised_occupation},
    {attribute: 'promised-permanence', key: promised_permanence}, {attribute: 'promised-wage', key: promised_wage}]) as told
  from alike
)
select pledge_id, month, told.attribute as attribute, told.key as key, sum(contracted)::integer as contracted, sum(paid)::integer as paid
from apart
where told.key is not null
group by all;

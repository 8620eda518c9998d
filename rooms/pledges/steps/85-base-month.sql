-- Rule 10. The month whose headcount is the base of a pledge: the one before the award; for a seasonal pledge the same
-- calendar month as the month asked for, within the twelve before the award. `known` when a contribution of that month is
-- held from anybody.
create or replace table pledges.base_month as
with chosen as (
  select p.pledge_id, a.month,
    case when p.term = 'seasonal' then p.award_month - 1 - ((p.award_month - 1 - a.month) % 12 + 12) % 12
         else p.award_month - 1 end as base_month
  from pledges.pledge as p
  cross join employment.asked as a
)
select c.*, c.base_month in (select h.month from employment.held_month as h) as known
from chosen as c;

-- Base and net by people: the contracts at covered workplaces that put each person in a headcount, and the payments for those months. Of
-- whom a participant paid, the rows by which he is near.
create or replace table closing.base_row as
with headed as (
  select x.pledge_id, x.month, x.person, unnest([b.base_month, b.month]) as of_month
  from closing.base_person as x
  join pledges.base_month as b on b.pledge_id = x.pledge_id and b.month = x.month
  where x.part <> 'participant'
),
contracts as (
  select x.pledge_id, x.month, x.person, list_sort(list(distinct k.contract_no)) as rows
  from headed as x
  join pledges.pledge as p on p.pledge_id = x.pledge_id
  join employment.spell_contract as k on k.employer = p.one and k.person = x.person and x.of_month between month_of(k.starts_on) and month_of(k.effective_end)
  join reference.cover as v on v.place = k.workplace and v.above = p.place
  group by all
),
payments as (
  select x.pledge_id, x.month, x.person, list_sort(list(distinct c.payment_ref)) as rows
  from headed as x
  join pledges.pledge as p on p.pledge_id = x.pledge_id
  join register.contributions as c on c.person = x.person and c.kind = 'OPV' and c.period = x.of_month
  left join employers.identity as i on i.employer = c.payer
  where coalesce(i.one, c.payer) = p.one
  group by all
)
select x.pledge_id, x.month, x.person, x.part, x.other_pledge,
  coalesce(k.rows, list_transform(n.contracts, one -> one.reference), []) as contracts, coalesce(y.rows, list_transform(n.payments, one -> one.reference), []) as payments
from closing.base_person as x
left join contracts as k on k.pledge_id = x.pledge_id and k.month = x.month and k.person = x.person and x.part <> 'participant'
left join payments as y on y.pledge_id = x.pledge_id and y.month = x.month and y.person = x.person and x.part <> 'participant'
left join closing.near_row as n on n.pledge_id = x.pledge_id and n.month = x.month and n.person = x.person and x.part = 'participant';

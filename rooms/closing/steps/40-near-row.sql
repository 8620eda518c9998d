-- Reconciliation. The register rows by which each person near a pledge is named: his contracts with the employer in force in the month, or
-- the last one where none is, the payments for the month, and, where there is none, what came for another month in its stead: from the
-- first day of the next month through the day on which it was due. Days late are those of that payment behind its own due day.
create or replace table closing.near_row as
with contract as (
  select n.pledge_id, n.month, n.person, k.contract_no, k.starts_on, k.effective_end, k.workplace,
    n.month between month_of(k.starts_on) and month_of(k.effective_end) as touched
  from closing.near as n
  join employment.spell_contract as k on k.spell = n.spell
  window whole as (partition by n.pledge_id, n.month, n.person)
  qualify touched or (not bool_or(n.month between month_of(k.starts_on) and month_of(k.effective_end)) over whole and row_number() over (whole order by k.effective_end desc, k.contract_no) = 1)
),
contracts as (
  select pledge_id, month, person, list(struct_pack(reference := contract_no, starts_on := starts_on::varchar,
    ends_on := nullif(effective_end, date '9999-12-31')::varchar, workplace := workplace) order by starts_on, contract_no) as rows
  from contract
  group by all
),
payment as (
  select n.pledge_id, n.month, n.person, c.payment_ref, c.period, c.paid_on, c.period = n.month as for_month
  from closing.near as n
  join register.contributions as c on c.person = n.person and c.kind = 'OPV'
  left join employers.identity as i on i.employer = c.payer
  where coalesce(i.one, c.payer) = n.employer and (c.period = n.month or c.paid_on between month_start(n.month + 1) and due_day(n.month))
  qualify for_month or not bool_or(for_month) over (partition by n.pledge_id, n.month, n.person)
),
payments as (
  select pledge_id, month, person, list(struct_pack(reference := payment_ref, period := period, paid_on := paid_on::varchar,
    days_late := greatest(0, paid_on - due_day(period))) order by period, paid_on, payment_ref) as rows
  from payment
  group by all
)
select n.pledge_id, n.month, n.person, n.reason, n.employer, n.participant, n.other_pledge,
  coalesce(k.rows, []) as contracts, coalesce(y.rows, []) as payments
from closing.near as n
left join contracts as k on k.pledge_id = n.pledge_id and k.month = n.month and k.person = n.person
left join payments as y on y.pledge_id = n.pledge_id and y.month = n.month and y.person = n.person;

-- Base and net by people (rule 10, docs/reconciliation.md). Who was in the headcount of the base month, who is in that of the month, and
-- where those are who are not; with whom the paid of participants make up the net. `other_pledge` counts the person in the month.
create or replace table closing.present as
select h.pledge_id, w.month, w.of_month, k.person
from closing.chosen as h
join pledges.pledge as p on p.pledge_id = h.pledge_id
join (
  select pledge_id, month, month as of_month, true as known from pledges.base_month
  union all
  select pledge_id, month, base_month, known from pledges.base_month
) as w on w.pledge_id = h.pledge_id and w.known
join employment.spell_contract as k on k.employer = p.one
join reference.cover as c on c.place = k.workplace and c.above = p.place
join employment.paid_month as m on m.employer = k.employer and m.person = k.person and m.month = w.of_month
  and m.month between month_of(k.starts_on) and month_of(k.effective_end)
group by all;

create or replace table closing.base_person as
with both_months as (
  select b.pledge_id, b.month, n.person, bool_or(n.of_month = b.base_month) as was, bool_or(n.of_month = b.month) as is_now
  from pledges.base_month as b
  join closing.present as n on n.pledge_id = b.pledge_id and n.month = b.month
  group by all
),
own as (
  select distinct t.pledge_id, t.month, t.person, t.participant from closing.tie as t where t.reason = 'counts'
),
elsewhere as (
  select b.pledge_id, b.month, b.person, min(t.pledge_id) as other_pledge
  from both_months as b
  join pledges.pledge as p on p.pledge_id = b.pledge_id
  join pledges.standing as t on t.employer = p.one and t.person = b.person and t.month = b.month and t.pledge_id <> b.pledge_id
  join pledges.outcome as o on o.pledge_id = t.pledge_id and o.spell = t.spell and o.outcome = 'counts'
  where t.wage is not null and not t.exempt
  group by all
)
select b.pledge_id, b.month, b.person,
  case
    when b.was and b.is_now then 'stayed'
    when b.was and m.person is not null then 'moved'
    when b.was then 'gone'
    when o.person is not null then 'counts'
    else 'came'
  end as part,
  e.other_pledge
from both_months as b
join pledges.pledge as p on p.pledge_id = b.pledge_id
left join own as o on o.pledge_id = b.pledge_id and o.month = b.month and o.person = b.person and not o.participant
left join elsewhere as e on e.pledge_id = b.pledge_id and e.month = b.month and e.person = b.person
left join employment.paid_month as m on m.employer = p.one and m.person = b.person and m.month = b.month
union all
select o.pledge_id, o.month, o.person, 'participant', null
from own as o
where o.participant;

-- Reconciliation (docs/reconciliation.md). What ties people to a chosen pledge in a month asked for, from its award on, each tie with the
-- reason why it stands where it stands. A tie without a reason is left out: whoever is more than one thing away from counting is not near.
create or replace table closing.paid_row as
select coalesce(i.one, c.payer) as employer, c.person, c.period as month
from register.contributions as c
left join employers.identity as i on i.employer = c.payer
where c.kind = 'OPV' and coalesce(i.one, c.payer) in (select employer from pledges.party) and c.period in (select a.month from employment.asked as a)
group by all;

create or replace table closing.tie as
with candidate as (
  select c.*, p.one, p.place, p.project_id, p.award_month, o.outcome, a.pledge_id as attributed_to, s.first.project_id as named_project, s.first.starts_on as starts_on
  from pledges.candidate as c
  join closing.chosen as h on h.pledge_id = c.pledge_id
  join pledges.pledge as p on p.pledge_id = c.pledge_id
  join employment.spell as s on s.spell = c.spell
  left join pledges.outcome as o on o.pledge_id = c.pledge_id and o.spell = c.spell
  left join pledges.attributed as a on a.spell = c.spell
),
-- Of the contracts of a spell: whether one is in force on the last day of the month, whether at a covered workplace, and on any day.
force as (
  select c.pledge_id, c.spell, a.month,
    coalesce(bool_or(month_end(a.month) between k.starts_on and k.effective_end), false) as in_force,
    coalesce(bool_or(month_end(a.month) between k.starts_on and k.effective_end and v.place is not null), false) as covered,
    coalesce(bool_or(a.month between month_of(k.starts_on) and month_of(k.effective_end)), false) as touched,
    bool_or(k.starts_on <= month_end(a.month)) as begun
  from candidate as c
  join employment.asked as a on a.month >= c.award_month
  join employment.spell_contract as k on k.spell = c.spell
  left join reference.cover as v on v.place = k.workplace and v.above = c.place
  group by all
),
asked as (
  select c.*, f.month, f.in_force, f.covered, f.touched, f.begun,
    c.no_other_project and c.has_occupation and c.has_qualification and c.is_permanent and c.new_to_group as fits,
    m.person is not null as paid, r.person is not null as any_row, l.person is not null as absent,
    coalesce(x.exempt is not null and (x.exempt_from is null or x.exempt_from <= month_end(f.month)), false) as exempt
  from candidate as c
  join force as f on f.pledge_id = c.pledge_id and f.spell = c.spell
  left join employment.paid_month as m on m.employer = c.employer and m.person = c.person and m.month = f.month
  left join closing.paid_row as r on r.employer = c.employer and r.person = c.person and r.month = f.month
  left join employment.absent_month as l on l.employer = c.employer and l.person = c.person and l.month = f.month
  left join register.population as x on x.person = c.person
),
told as (
  select pledge_id, month, person, employer, spell, participant, attributed_to,
    case
      -- Rules 6a and 6b hold: the spell is one of the pledge's.
      when outcome = 'counts' then case
        when covered and exempt then 'exempt'
        when covered and paid then 'counts'
        when covered and any_row then 'refunded'
        when covered and absent then 'absent'
        when covered then 'no-contribution'
        when in_force then 'workplace'
        when begun and (touched or paid) then 'ended'
        when paid then 'no-contract'
      end
      -- Whoever another pledge counts has nothing to correct here, whatever else is wanting.
      when outcome is not null then case when covered then if(attributed_to is null, outcome, 'other-pledge') end
      -- One of them does not, and nothing else is wanting.
      when attributed_to is not null or not paid or exempt or not fits then null
      when of_project and after_award and in_force then 'workplace'
      when not covered or not at_place then null
      when of_project then 'before-award'
      when not after_award then null
      when named_project is not null then 'participation'
      when exists (
        from pledges.party as g
        where g.pledge_id = asked.pledge_id and g.employer = asked.employer and asked.starts_on between g.takes_part_on and g.takes_part_until
      ) then 'project-not-named'
    end as reason
  from asked
),
-- Paid by the pledge's own employer, who is somebody else, without any contract with it that ever began.
uncontracted as (
  select p.pledge_id, m.month, m.person, m.employer
  from closing.chosen as h
  join pledges.pledge as p on p.pledge_id = h.pledge_id
  join employment.paid_month as m on m.employer = p.one and m.month >= p.award_month
  join employment.asked as a on a.month = m.month
  anti join employment.spell_contract as k on k.employer = m.employer and k.person = m.person
  left join employers.identity as i on i.employer = m.person
  left join register.population as x on x.person = m.person
  where coalesce(i.one, m.person) <> p.one and not coalesce(x.exempt is not null and (x.exempt_from is null or x.exempt_from <= month_end(m.month)), false)
    and not exists (
      from pledges.kin_paid as k
      where k.kin = p.kin and k.person = m.person
        and k.month between p.award_month - (case when p.term = 'seasonal' then 12 else 3 end) and p.award_month - 1
    )
)
select pledge_id, month, person, employer, spell, participant, attributed_to, reason from told where reason is not null
union all
select pledge_id, month, person, employer, null, false, null, 'no-contract' from uncontracted;

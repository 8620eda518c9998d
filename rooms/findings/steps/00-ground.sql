-- What the rules stand on, of the tables that the steps of pledges leave (docs/evidence.md). Months are integers, shares per
-- cent. No rule looks beyond the last complete month: a person not paid in a provisional one may only be paid late.
create or replace macro findings.parameter(named) as (select p.value from findings.parameter_value as p where p.name = named);
create or replace macro findings.last_month() as (select c.last_month from findings.clock as c);
-- The same rule, subject and beginning are the same finding, whatever the computation: so it keeps an officer's judgement.
create or replace macro findings.id(rule, subject, beginning) as substr(sha256(concat_ws(chr(31), rule, subject, beginning)), 1, 16);

-- Everything found; `jobs` how many it touches, `persons` how many people stand behind it.
create or replace table findings.found (
  id varchar, rule varchar, pledge_id varchar, employer integer, first_month integer, last_month integer,
  measured integer, threshold integer, persons integer, jobs integer);
-- Who stands behind a finding: paid by `employer` from the first through the last month, so many `months`. `other` is the former
-- or the sister employer, `wage` tiyn a month; each empty where the rule does not ask it.
create or replace table findings.behind (
  id varchar, person integer, employer integer, first_month integer, last_month integer, months integer,
  other integer, projects integer, wage bigint);
-- The picture of a finding: how many in all, and how many of them are the finding's. `along` is a month, or tenge for wages.
create or replace table findings.point (id varchar, along integer, whole integer, marked integer);

-- Whom a pledge counts as paid, by month, contract in force on at least one day (rule 9).
create or replace table findings.paid as
select distinct r.pledge_id, o.person, o.employer, r.month
from pledges.run as r
join pledges.outcome as o on o.pledge_id = r.pledge_id and o.spell = r.spell
where r.adds and o.outcome = 'counts' and r.month <= findings.last_month();

-- The paid time of a person on a pledge. Temporary: hired for a season, a replacement or a piece of work, which end by themselves.
create or replace table findings.tenure as
with term as (
  select o.pledge_id, o.person, bool_or(s.first.term in ('seasonal', 'replacement', 'work')) as temporary
  from pledges.outcome as o join employment.spell as s on s.spell = o.spell
  where o.outcome = 'counts'
  group by all
)
select p.pledge_id, p.person, min(p.employer) as employer, min(p.month) as first_month, max(p.month) as last_month,
  count(distinct p.month)::integer as months, any_value(t.temporary) as temporary
from findings.paid as p
join term as t on t.pledge_id = p.pledge_id and t.person = p.person
group by p.pledge_id, p.person;

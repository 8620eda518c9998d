-- Every place known, one row a code. Built-in places (reference.built_in_place) and imported ones (register.places) may
-- have a row for each validity of a name; the latest gives the names. What is imported wins; a field that it leaves empty
-- (the official export has no dates, some lists no Kazakh names) keeps the built-in value.
create or replace table reference.place as
with source as (
  select 1 as imported, kato, valid_from, valid_to, name_kk, name_ru, name_en from register.places
  union all
  select 0, kato, valid_from, valid_to, name_kk, name_ru, name_en from reference.built_in_place
),
latest as (
  select distinct on (imported, kato) imported, kato, name_kk, name_ru, name_en
  from source
  order by imported, kato, valid_from desc nulls last
),
-- The code's own life, under any name: an empty first or last day means open.
life as (
  select imported, kato,
    case when count(valid_from) = count(*) then min(valid_from) end as valid_from,
    case when count(valid_to) = count(*) then max(valid_to) end as valid_to
  from source
  group by imported, kato
),
known as (
  select kato,
    coalesce(max(name_kk) filter (imported = 1), max(name_kk)) as name_kk,
    coalesce(max(name_ru) filter (imported = 1), max(name_ru)) as name_ru,
    coalesce(max(name_en) filter (imported = 1), max(name_en)) as name_en,
    coalesce(max(valid_from) filter (imported = 1), max(valid_from)) as valid_from,
    coalesce(max(valid_to) filter (imported = 1), max(valid_to)) as valid_to
  from latest join life using (imported, kato)
  group by kato
)
select kato::integer as kato, null::integer as parent,
  -- How many of the parts AA BB CC H IJ are needed to write the code.
  (case
    when kato = 0 then 0 when kato % 10000000 = 0 then 1 when kato % 100000 = 0 then 2
    when kato % 1000 = 0 then 3 when kato % 100 = 0 then 4 else 5
  end)::tinyint as level,
  name_kk, name_ru, name_en, valid_from, valid_to
from known;

-- Rule 1: the last non-zero part set to zero, climbing until the code exists. Codes nest, so of the codes that result from
-- setting one more part to zero each time the parent is the greatest that is smaller and exists; above a region it is 0.
create or replace macro reference.zeroed(kato) as
  [kato // 100 * 100, kato // 1000 * 1000, kato // 100000 * 100000, kato // 10000000 * 10000000, 0];

update reference.place set parent = above.parent
from (
  select below.kato, max(existing.kato) as parent
  from (select kato, unnest(reference.zeroed(kato)) as above from reference.place) as below
  join reference.place as existing on existing.kato = below.above and existing.kato < below.kato
  group by below.kato
) as above
where place.kato = above.kato;

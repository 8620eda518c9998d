-- Which places cover a place (rule 1): itself, every existing place above it, and the whole country. A code that the
-- classifier does not hold covers itself too and lies under what exists of its ancestors. `steps` counts how far above.
create or replace table reference.cover as
with above as (
  select distinct kato as place, unnest(list_prepend(kato, reference.zeroed(kato))) as above
  from reference.place_in_use
)
select place, above, (row_number() over (partition by place order by above desc) - 1)::tinyint as steps
from above
where above = place or above in (select kato from reference.place);

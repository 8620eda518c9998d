-- Reconciliation. The people near a pledge in a month, each with one reason: the first in the order of the published list that any of his
-- ties gives. Of two alike that of the pledge's own employer, then the older spell.
create or replace table closing.near as
select t.pledge_id, t.month, t.person, t.reason, t.employer, t.spell, t.participant, nullif(t.attributed_to, t.pledge_id) as other_pledge
from closing.tie as t
join closing.reason as r on r.reason = t.reason
qualify row_number() over (partition by t.pledge_id, t.month, t.person order by r.position, t.participant, t.spell nulls last, t.employer) = 1;

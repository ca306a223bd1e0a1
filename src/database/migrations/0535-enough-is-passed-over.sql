-- A capture and a renewal name, from now on, whom they passed over because enough of their order had come. Of those from
-- before nothing tells it: every such hold of the title counts as passed over by them.
-- The version before works on this: it writes and reads the same columns, and names fewer holds in them.
update hold_event e set passed_over = coalesce(e.passed_over, '{}') || any_of.ids
from hold h join (select bib_id, array_agg(id) as ids from hold where enough is not null group by bib_id) any_of
  on any_of.bib_id = h.bib_id
where e.why = 'capture' and h.id = e.hold_id;
update item_event e set passed_over = coalesce(e.passed_over, '{}') || any_of.ids
from item i join (select bib_id, array_agg(id) as ids from hold where enough is not null group by bib_id) any_of
  on any_of.bib_id = i.bib_id
where e.why = 'renew' and i.id = e.item_id;

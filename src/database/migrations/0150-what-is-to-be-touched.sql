-- The story of a hold is judged later by what was true then: such facts stand in columns, prose in `reason` alone.
alter table hold_event
  -- The words of the staff: why a hold was cancelled, moved, or placed beyond a limit.
  add column reason text,
  -- From this row on the hold may stand beyond the limit.
  add column beyond_limit boolean not null default false,
  -- Where it was before, when this row moved it: of which bib or patron, at which place of the queue, to be fetched where.
  -- The night that forgets whose a hold was takes from_patron_id away; so it is no reference.
  add column from_bib_id bigint references bib,
  add column from_patron_id bigint,
  add column from_place numeric,
  add column to_place numeric,
  add column from_branch_id text references branch,
  add column from_stop_id text,
  add column to_branch_id text references branch,
  add column to_stop_id text,
  -- The copy that it had until then.
  add column had_item_id bigint references item,
  -- How its patron was to be told when this row was written.
  add column contact text check (contact in ('phone', 'mail', 'self'));

update hold_event set beyond_limit = true where detail like 'override%';
update hold_event set from_bib_id = substring(detail from 'bib (\d+)')::bigint,
  from_patron_id = substring(detail from 'patron (\d+)')::bigint, detail = null where why = 'rebind';
update hold_event set reason = substring(detail from 'override: (.*)'), detail = null where why = 'place' and detail like 'override: %';
update hold_event set reason = detail, detail = null where why in ('cancel', 'move') and detail is not null;
create index hold_event_moved on hold_event (hold_id, id) where from_place is not null or from_bib_id is not null;

-- Where a copy was, or was going, before; and of which bib, when it was moved to another.
alter table item_event add column from_branch_id text references branch, add column from_bib_id bigint references bib;
update item_event set from_bib_id = split_part(detail, ' ', 1)::bigint where why = 'moveToBib' and detail ~ '^\d+ → \d+$';

-- What the slip in a copy on the hold shelf says: the last four digits of the card, and the stop. Written by the scan at which it is
-- made. A copy whose slip says something else than the hold does is to be touched: it stands on the list of its branch.
alter table hold add column slip text;
update hold h set slip = concat_ws('/',
  (select right(c.number, 4) from card c where c.patron_id = h.patron_id and c.retired_on is null), h.pickup_stop_id)
from item i where i.id = h.item_id and i.status = 'holdShelf';

-- 紛失: the patron said that it is lost. The loan stays open, with its patron, until it is settled or the copy comes back.
alter table loan add column lost_at timestamptz;

-- Until now a copy that was handed on without a scan stood on the way, or on the open shelf, in the tables alone. It stands where it
-- was, and is to be sent, or shelved, from there; its journey begins when it is scanned.
create temporary table unscanned on commit drop as
  select i.id, i.status, coalesce(t.from_branch_id, i.current_branch_id) as stands_at, t.id as transit_id
  from item i
  join lateral (select why, from_status from item_event where item_id = i.id order by id desc limit 1) last
    on last.why in ('offHoldShelf', 'capture') or (last.why = 'redirect' and last.from_status = 'holdShelf')
  left join transit t on t.item_id = i.id and t.ended_at is null
  where i.status in ('shelf', 'transit');
delete from transit where id in (select transit_id from unscanned);
update item set status = 'holdShelf', current_branch_id = u.stands_at from unscanned u where u.id = item.id;
insert into item_event (item_id, at, actor, branch_id, from_status, to_status, why)
select u.id, (select max(at) from item_event e where e.item_id = u.id), 'system', null, u.status, 'holdShelf', 'offHoldShelf' from unscanned u;

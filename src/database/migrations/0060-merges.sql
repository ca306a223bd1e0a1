-- 統合. A hold that goes over to another record or patron has a row 'rebind' in its story: its detail says where it came from
-- ('bib 12', 'patron 34', after 'override: ' when it may stand beyond the limit), so that what happened before can be judged as it was.
-- A patron's number stands there only as long as the hold itself names one: the night that forgets the hold takes it away.
create index hold_event_rebound on hold_event (hold_id, id) where why = 'rebind';
create index item_event_moved on item_event (item_id, id) where why = 'moveToBib';
-- Who goes by the name of another now: an old address, an old card, a patron who is forgotten.
create index bib_merged on bib (merged_into) where merged_into is not null;
create index patron_merged on patron (merged_into) where merged_into is not null;

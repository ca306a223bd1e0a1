-- An undo names the scan it takes back: which row of the copy's history the scan wrote. Null: it changed nothing, and there is
-- nothing to take back. No reference: the columns are forgotten in the night, the histories are not theirs.
alter table counter_scan add column item_event_id bigint;

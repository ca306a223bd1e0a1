-- A page gives each scan an id before it sends it, and sends it again with the same id while no answer has come. Null: a scan that
-- was kept without an id.
alter table counter_scan add column sent_id uuid;
create unique index counter_scan_sent_once on counter_scan (session_hash, sent_id);

-- 予約n人待ち: counted on every page of results.
create index hold_open_of_bib on hold (bib_id) where state <> 'closed';
-- 請求記号: typed into the search box as it stands on the spine.
create index item_call_number on item (call_number text_pattern_ops) where call_number is not null;

-- The column of scans on the screen of a desk: what was scanned in this session and what was to be done with it, so that a
-- page that is loaded again shows it again. The night forgets all of it: it must not tell who borrowed what.
create table counter_scan (
  id bigint generated always as identity primary key,
  session_hash bytea not null references staff_session on delete cascade,
  -- On which page: 返却, 貸出 or 延長.
  page text not null check (page in ('checkIn', 'checkOut', 'renew')),
  -- Whom a loan was for; null on the other pages.
  patron_id bigint references patron on delete cascade,
  branch_id text not null references branch,
  at timestamptz not null,
  barcode text not null,
  -- What the desk was told. No name stands in it, of a card the last four digits at most.
  said jsonb not null,
  undone_at timestamptz
);
create index counter_scan_of_session on counter_scan (session_hash, id);
create index counter_scan_at on counter_scan (at);

-- 間違いのお知らせ: what somebody saw on the page of a record or of the guide. Nobody's name: `from_address` is a keyed hash, for the limit
-- of a day, and goes with the next night.
create table mistake (
  id uuid primary key,
  -- Null: the guide.
  bib_id bigint references bib,
  says text not null,
  made_at timestamptz not null,
  from_address text,
  state text not null check (state in ('received', 'mended', 'leftAsIs')),
  settled_at timestamptz,
  settled_by text,
  check ((state = 'received') = (settled_at is null))
);
create index mistake_from on mistake (from_address, made_at) where from_address is not null;
create index mistake_received on mistake (made_at) where state = 'received';
create index mistake_settled on mistake (settled_at) where settled_at is not null;
create index mistake_of_bib on mistake (bib_id) where bib_id is not null;

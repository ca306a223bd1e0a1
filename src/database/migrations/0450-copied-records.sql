-- Copy cataloguing: where records of other libraries are asked for, and what was found for somebody to choose from.
create table record_source_list (
  single boolean primary key default true check (single),
  -- In the order in which they are asked and shown. Without a row it is the list that a new library begins with.
  sources jsonb not null
);

create table copied_draft (
  id uuid primary key,
  made_at timestamptz not null,
  made_by text not null,
  -- What was asked for; null for records that came in a file.
  isbn text,
  -- What each source said.
  answers jsonb not null,
  -- The bib that was made or changed from it: sent twice, a form finds it done.
  saved_bib_id bigint references bib
);
create index copied_draft_made on copied_draft (made_at);
create index copied_draft_saved on copied_draft (saved_bib_id) where saved_bib_id is not null;

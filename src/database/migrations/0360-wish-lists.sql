-- 読みたい本: lists of titles that a patron means to read some day. They are theirs alone, are never shown at the counter, and go when
-- they go.
create table wish_list (
  -- Given by the form that makes it, so that pressing twice makes one.
  id uuid primary key,
  patron_id bigint not null references patron,
  name text not null check (length(name) between 1 and 60),
  made_at timestamptz not null,
  -- The secret end of the address at which anybody may read the list; null: nobody may.
  shared_as text unique check (length(shared_as) >= 32)
);
create index wish_list_of_patron on wish_list (patron_id, made_at);

create table wish (
  list_id uuid not null references wish_list on delete cascade,
  bib_id bigint not null references bib,
  note text check (length(note) between 1 and 500),
  wished_at timestamptz not null,
  primary key (list_id, bib_id)
);
create index wish_of_bib on wish (bib_id);

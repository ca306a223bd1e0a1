-- 申し送り: what a desk should know when it serves a patron (a large-print reader, a wheelchair, who comes to fetch), in a few
-- words. Staff alone see it, and the patron in what they get of their own data. It goes with the registration.
create table patron_note (
  -- Comes with the form: pressed twice it is one note.
  id uuid primary key,
  patron_id bigint not null references patron,
  words text not null check (length(words) between 1 and 200),
  -- The account; null: it came with a moving and nobody knows.
  written_by text,
  written_at timestamptz not null
);
create index patron_note_of_patron on patron_note (patron_id, written_at, id);

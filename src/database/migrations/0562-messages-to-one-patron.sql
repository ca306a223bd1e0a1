-- 図書館からの便り: what the library tells one patron, who reads it in Myライブラリ until they close it. Then it is gone. Nobody
-- else sees it but staff who serve the patron.
create table patron_message (
  -- Comes with the form: pressed twice it is one message.
  id uuid primary key,
  patron_id bigint not null references patron,
  words text not null check (length(words) between 1 and 500),
  written_by text not null,
  written_at timestamptz not null
);
create index patron_message_of_patron on patron_message (patron_id, written_at, id);

-- When a bib last changed for those who copy the catalogue (OAI-PMH). `stamped_at` is given after the change has been committed, by one writer at a
-- time and never twice the same: whoever has seen everything up to a stamp has missed nothing before it, however long a transaction took. Null: a
-- change that has no stamp yet. A row stays when its bib is gone.
create table bib_stamp (
  bib_id bigint primary key references bib,
  stamped_at timestamptz,
  -- As the bib was when it was stamped: the sets it is in.
  kind text,
  -- 類; 10 for none, for an index that has nulls does not give their rows in order.
  class smallint check (class between 0 and 10),
  gone boolean not null default false
);
create index bib_stamp_order on bib_stamp (stamped_at, bib_id);
create index bib_stamp_of_kind on bib_stamp (kind, stamped_at, bib_id);
create index bib_stamp_of_class on bib_stamp (class, stamped_at, bib_id);
create index bib_stamp_missing on bib_stamp (bib_id) where stamped_at is null;

-- Whoever writes a bib, in whatever way, takes its stamp away.
create function forget_bib_stamp() returns trigger language plpgsql as $$
begin
  insert into bib_stamp (bib_id) select id from written order by id
  on conflict (bib_id) do update set stamped_at = null;
  return null;
end $$;
create trigger bib_added_unstamped after insert on bib referencing new table as written
  for each statement execute function forget_bib_stamp();
create trigger bib_changed_unstamped after update on bib referencing new table as written
  for each statement execute function forget_bib_stamp();

-- Those that are there already: their last change as it is known, ties told apart by their numbers.
insert into bib_stamp (bib_id, stamped_at, kind, class, gone)
select id, changed_at, kind, coalesce(substring(normalize(ndc[1], nfkc) from '[0-9]')::smallint, 10),
  deleted_at is not null or merged_into is not null
from bib;

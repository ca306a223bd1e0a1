-- 非公開: a record, or one copy, that the public catalogue does not show for now, without its being withdrawn: since when, who
-- of the staff said so, and why. Null, all three: it is shown.
alter table bib
  add column hidden_at timestamptz,
  add column hidden_by text,
  add column hidden_because text,
  add constraint bib_hidden_check check (num_nulls(hidden_at, hidden_by, hidden_because) in (0, 3));
alter table item
  add column hidden_at timestamptz,
  add column hidden_by text,
  add column hidden_because text,
  add constraint item_hidden_check check (num_nulls(hidden_at, hidden_by, hidden_because) in (0, 3));
create index bib_hidden on bib (hidden_at) where hidden_at is not null;
create index item_hidden on item (hidden_at) where hidden_at is not null;

-- A copy that is hidden or shown again makes its bib look different.
-- The version before works on this: it shows what is hidden, as it did.
drop trigger item_changed on item;
create trigger item_changed
  after update of status, bib_id, home_branch_id, current_branch_id, loan_rule, joined_on, hidden_at on item
  for each row when (old.* is distinct from new.*) execute function note_bib_change();

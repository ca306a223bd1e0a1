-- What patrons are found by at the counter: name, reading and address, folded as the catalogue folds (see patrons/rules/search-keys).
-- Null: not worked out yet. Whoever searches works out what is left, so that no way in which a patron comes in or changes can forget it.
alter table patron add name_key text, add reading_key text, add address_key text;
create index patron_without_keys on patron (id) where name_key is null;
create index patron_born on patron (birth_date);
drop index patron_reading;
create index patron_reading_key on patron (reading_key text_pattern_ops);

create function forget_patron_keys() returns trigger language plpgsql as $$
begin
  new.name_key := null;
  new.reading_key := null;
  new.address_key := null;
  return new;
end $$;
create trigger patron_is_called_otherwise before update of name, name_reading, address on patron for each row
  execute function forget_patron_keys();

-- A copy of the catalogue that is kept beside the database hears everything that a record page says from the change feed:
-- the day on which a loan is due, and where on the shelves a copy stands.
create trigger loan_moved after update of due_on on loan
  for each row when (old.due_on is distinct from new.due_on) execute function note_bib_change();
create trigger item_placed after update of shelf, call_number, barcode on item
  for each row when ((old.shelf, old.call_number, old.barcode) is distinct from (new.shelf, new.call_number, new.barcode))
  execute function note_bib_change();

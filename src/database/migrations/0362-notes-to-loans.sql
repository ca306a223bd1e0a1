-- 読書記録: what a patron writes for themself about something they had on loan. It cannot outlast the patron's name on the loan: whoever
-- cuts the one cuts the other.
alter table loan add column own_note text
  check (own_note is null or (patron_id is not null and length(own_note) between 1 and 1000));
create index loan_past_of_patron on loan (patron_id, returned_at desc, id desc) where returned_at is not null and patron_id is not null;

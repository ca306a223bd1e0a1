-- Who at the library has taken a question on last, by their login; null: nobody yet.
alter table question add column changed_by text;

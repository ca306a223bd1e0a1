-- 件名のヨミ, in the order of the subjects; '' where the record gives none.
alter table bib add column subject_readings text[] not null default '{}';

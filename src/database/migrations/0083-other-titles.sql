-- 別タイトル, the original title of a translation among them, with their readings.
alter table bib add column other_titles text[] not null default '{}';
alter table bib add column other_title_readings text[] not null default '{}';

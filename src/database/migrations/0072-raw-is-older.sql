-- The bib was changed by a form without MARC (JSON lines, a table) since `raw` came: an export brings `raw` up to date.
alter table bib add column raw_is_older boolean not null default false;

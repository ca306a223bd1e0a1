-- Whether the version before a migration cannot work on what it made: that version reads it here, since it has no file
-- of it.
alter table migration add column ends_earlier boolean not null default false;

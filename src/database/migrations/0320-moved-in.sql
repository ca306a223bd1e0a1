-- A loan of an earlier system: its due day and its renewals are what the patron was told there.
alter table loan add column moved_in boolean not null default false;

-- The moving that filled this library, and what it said: a second start with the same files has nothing left to do.
create table moved_in (
  files text primary key,
  at timestamptz not null,
  said jsonb not null
);

-- The last backup that was made: how old it is, a monitor asks.
create table backup_made (
  made_at timestamptz not null,
  rows bigint not null,
  bytes bigint not null
);
create unique index backup_made_once on backup_made ((true));

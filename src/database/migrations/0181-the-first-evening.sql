-- What was done on the way to opening and that no other table tells: 'mail' (a test mail came), 'backup' (one was restored to try it),
-- 'secrets' (the keys lie somewhere else too), 'opened' (the set-up has ended).
create table opening_done (
  what text primary key check (what in ('mail', 'backup', 'secrets', 'opened')),
  at timestamptz not null,
  by text not null
);

-- A demo says so itself: what a production library refuses (a night before its hour) is how one looks at a demo.
create table demo_library (
  opened_at timestamptz not null
);
create unique index demo_library_once on demo_library ((true));

-- True: the run was asked for before its hour, in a demo or under a test's clock. Only then may a night lie in the future.
alter table nightly_run add column ran_ahead boolean not null default false;

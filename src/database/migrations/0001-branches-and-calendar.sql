-- 館 and ステーション, and the calendar by which every date of the library is reckoned.

create table branch (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,30}$'),
  kind text not null check (kind in ('library', 'room', 'network', 'bookmobile')),
  name text not null,
  short_name text not null,
  phone text not null,
  is_central boolean not null default false,
  list_order smallint not null,
  closed_for_good_from date
);
create unique index branch_central_once on branch (is_central) where is_central;

create table stop (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,30}$'),
  branch_id text not null references branch,
  name text not null,
  list_order smallint not null,
  abolished_from date,
  unique (branch_id, id)
);

-- The week as it usually is. A weekday without a row is a closed day. 0 is Sunday.
create table weekly_hours (
  branch_id text not null references branch,
  weekday smallint not null check (weekday between 0 and 6),
  opens time not null,
  closes time not null check (closes > opens),
  primary key (branch_id, weekday)
);

-- Every day of every branch, laid out ahead from the week, the holidays and what staff enter. No hours: closed, with the reason.
create table calendar_day (
  branch_id text not null references branch,
  day date not null,
  opens time,
  closes time,
  reason text,
  entered_by_staff boolean not null default false,
  primary key (branch_id, day),
  check ((opens is null) = (closes is null))
);
create index calendar_day_open on calendar_day (branch_id, day) where opens is not null;

-- 巡回: when the bookmobile stands at a stop.
create table stop_visit (
  stop_id text not null references stop,
  day date not null,
  arrives time not null,
  leaves time not null check (leaves > arrives),
  cancelled_because text,
  primary key (stop_id, day)
);

-- What the library has decided, one document; the newest row is in force, the others are its history.
create table policy (
  version integer generated always as identity primary key,
  document jsonb not null,
  entered_at timestamptz not null,
  entered_by text not null
);

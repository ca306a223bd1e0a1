-- Staff at work: who is signed in, and at which branch they stand.
create table staff_session (
  id_hash bytea primary key,
  staff_id bigint not null references staff,
  branch_id text not null references branch,
  started_at timestamptz not null,
  seen_at timestamptz not null
);

-- Wrong passwords of an account since the last right one.
create table staff_attempt (
  staff_id bigint primary key references staff,
  failures integer not null,
  wait_until timestamptz
);

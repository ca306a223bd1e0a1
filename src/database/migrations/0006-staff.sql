-- 職員 and what they did and saw.
create table staff (
  id bigint generated always as identity primary key,
  login text not null unique check (login ~ '^[a-z][a-z0-9._-]{1,30}$'),
  name text not null,
  role text not null check (role in ('counter', 'chief', 'admin')),
  branch_id text not null references branch,
  password_hash text not null,
  totp_secret text,
  created_at timestamptz not null,
  disabled_at timestamptz
);

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  staff_login text not null,
  did text not null,
  patron_id bigint references patron,
  detail jsonb not null default '{}'
);
create index audit_of_staff on audit (staff_login, at);
create index audit_of_patron on audit (patron_id, at) where patron_id is not null;

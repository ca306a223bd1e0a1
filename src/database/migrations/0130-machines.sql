-- 自動貸出機, 返却仕分け機: machines that speak SIP2. Each has an account of its own.
create table machine (
  name text primary key check (name ~ '^[a-z][a-z0-9._-]{1,30}$'),
  branch_id text not null references branch,
  password_hash text not null,
  charset text not null check (charset in ('utf8', 'cp932', 'eucjp')),
  language text not null check (language in ('ja', 'en')),
  -- Whether a patron must give the password at it, or the card is enough.
  asks_password boolean not null,
  -- A client that cannot sign in is known by the address it comes from.
  address text,
  -- 「姓, 名」, for clients that cut a name at its comma.
  comma_in_name boolean not null,
  -- Whether a returned copy tells for whose card (its last four digits) it is kept.
  tells_hold_patron boolean not null,
  created_at timestamptz not null,
  seen_at timestamptz,
  disabled_at timestamptz
);
create unique index machine_address_once on machine (address) where disabled_at is null;

-- What went wrong with machines, so that staff see it: counted per day. No patron stands in it.
create table machine_trouble (
  day date not null,
  -- '' while nobody has signed in.
  machine text not null,
  address text not null,
  kind text not null,
  times integer not null default 1,
  last_at timestamptz not null,
  primary key (day, machine, address, kind)
);

-- What a machine reports afterwards: loans and returns of the time when it was cut off, and cards it kept. `key` is made of what it
-- says, so that it counts once however often it is sent; what cannot be carried out is for people to settle.
create table machine_report (
  id bigint generated always as identity primary key,
  key bytea not null unique,
  machine text not null references machine,
  what text not null check (what in ('checkOut', 'checkIn', 'renew', 'keepCard')),
  happened_at timestamptz not null,
  reported_at timestamptz not null,
  state text not null check (state in ('begun', 'done', 'open', 'settled')),
  barcode text,
  patron_id bigint references patron,
  -- Why it could not be carried out: the code of a refusal.
  why text,
  settled_at timestamptz,
  settled_by text,
  check ((state = 'settled') = (settled_at is not null)),
  check (state in ('begun', 'open') or (patron_id is null and barcode is null)),
  check ((state in ('open', 'settled')) = (why is not null))
);
create index machine_report_open on machine_report (id) where state in ('begun', 'open');
create index machine_report_of_patron on machine_report (patron_id) where patron_id is not null;
create index machine_report_old on machine_report (reported_at);

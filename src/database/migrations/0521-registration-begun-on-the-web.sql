-- 利用登録の申し込み: what somebody typed at home, to be finished at the counter, where it is looked at who they are. It ends by itself
-- after the library's days, and with the registration. `from_address` is a keyed hash: so many from one address a day.
create table pre_registration (
  id uuid primary key,
  number text not null unique,
  name text not null,
  name_reading text not null,
  birth_date date not null,
  phone text,
  mail text,
  postal_code text,
  address text not null,
  made_at timestamptz not null,
  from_address text not null
);
create index pre_registration_from on pre_registration (from_address, made_at);
create index pre_registration_made on pre_registration (made_at);

-- An address was taken from a patron because no mail reaches it: said to the patron and to staff until another is registered.
create table mail_bounce (
  patron_id bigint primary key references patron,
  address text not null,
  bounced_at timestamptz not null
);

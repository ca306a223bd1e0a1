-- What became of a patron's password and mail address: shown in Myライブラリ for a while, and told by mail to the address that was
-- registered before. `tell` is that address until the mail stands in the outbox.
create table account_change (
  id bigint generated always as identity primary key,
  patron_id bigint not null references patron,
  at timestamptz not null,
  what text not null check (what in ('password', 'reset', 'mail', 'mailRemoved')),
  tell text
);
create index account_change_of_patron on account_change (patron_id, at);
create index account_change_to_tell on account_change (id) where tell is not null;

-- パスワードを忘れたとき: a link to the registered address, by which its patron sets a new password. Only one half of its secret
-- stands here; without the keys of the installation (secrets/) nobody makes the other half from a stolen dump. `tell` is the
-- address until the mail stands in the outbox; `half` is null once the link was used.
create table password_link (
  patron_id bigint primary key references patron,
  half text unique,
  made_at timestamptz not null,
  asked_on date not null,
  asked_that_day smallint not null,
  tell text
);
create index password_link_to_tell on password_link (made_at) where tell is not null;

-- Until then what others' eyes must not see stays closed on the web: the password came by a mail that others may have read.
alter table patron_secret add column veiled_until timestamptz;

alter table account_change drop constraint account_change_what_check;
alter table account_change add constraint account_change_what_check check (
  what in ('password', 'reset', 'mail', 'mailRemoved', 'passwordByMail'));

alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (
  kind in ('orderPlaced', 'ready', 'shelfMoved', 'unavailable', 'mailRegistered', 'closed', 'dueSoon', 'overdue', 'shelfEnding',
    'arrivals', 'requestAnswered', 'accountChanged', 'borrowable', 'passwordLink'));

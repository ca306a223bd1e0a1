-- Where a member of staff may stand besides their own branch, and whether they may initialise passwords (M07): of the account, not of
-- the place that is chosen. Until now everybody at the central library could.
alter table staff add column other_branches text[] not null default '{}';
alter table staff add column resets_passwords boolean not null default false;
update staff set resets_passwords = true where branch_id in (select id from branch where is_central);

-- The one-time code is asked of everybody; since when an account has been without one. The secrets themselves are kept encrypted
-- from now on; a new one waits in code_pending until it was typed once.
alter table staff add column code_since timestamptz;
alter table staff add column code_pending text;

-- A browser in which a member of staff has signed in before: it has tries of its own, which nobody else can use up.
create table staff_device (
  device_hash bytea not null,
  staff_id bigint not null references staff,
  failures smallint not null default 0,
  last_used_at timestamptz not null,
  primary key (device_hash, staff_id)
);

-- What staff are to see of signing in: who of them did or was refused, alarms, addresses that were shut out (a keyed hash of
-- them). No patron and no card.
create table security_event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  what text not null check (what in ('staffSignedIn', 'staffRefused', 'staffWaits', 'alarmRaised', 'addressBlocked')),
  staff_login text,
  detail text
);
create index security_event_at on security_event (at);

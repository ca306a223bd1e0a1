-- Birth dates that were given beside a password from devices that were not known: when, within the last 365 days. One that
-- turned out right is taken back; only wrong ones stay.
alter table sign_in_card add column birth_dates_at timestamptz[] not null default '{}';

-- Passwords that everybody tries first (a keyed hash, no patron), and how often each failed within a year. Nobody can choose
-- one of them; some cards have one from an earlier system.
create table password_guess (
  password text primary key,
  year_from timestamptz not null,
  failures integer not null check (failures >= 0)
);

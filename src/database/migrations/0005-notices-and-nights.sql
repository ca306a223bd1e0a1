-- 連絡: the outbox. Written in the transaction of its cause, carried out later.
create table notice (
  id bigint generated always as identity primary key,
  -- One notice per (what happened, kind): the key says which, e.g. 'ready:hold:17'.
  dedupe_key text not null unique,
  kind text not null check (kind in ('orderPlaced', 'ready', 'mailRegistered', 'closed', 'dueSoon', 'overdue', 'shelfEnding')),
  patron_id bigint references patron,
  hold_id bigint references hold,
  channel text not null check (channel in ('mail', 'phone')),
  -- The address or number it goes to, as it was then.
  recipient text not null,
  -- What the text is made of: titles, dates, places. Made into words when sent; emptied when the night cuts the link.
  facts jsonb not null,
  due_at timestamptz not null,
  state text not null default 'due' check (state in ('due', 'sent', 'failed', 'cancelled')),
  attempts integer not null default 0,
  next_try_at timestamptz not null,
  message_id text not null unique,
  done_at timestamptz,
  last_error text
);
create index notice_due on notice (next_try_at) where state = 'due';
create index notice_of_hold on notice (hold_id);
create index notice_of_patron on notice (patron_id) where patron_id is not null;

-- 受付処理: one named thing a business day.
create table nightly_run (
  day date primary key,
  started_at timestamptz not null,
  finished_at timestamptz
);
create table nightly_step (
  day date not null references nightly_run,
  step text not null,
  counted integer not null default 0,
  report jsonb not null default '{}',
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (day, step)
);

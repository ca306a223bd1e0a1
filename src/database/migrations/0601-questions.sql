-- 調べもの相談: what a patron asks the library to look up, and its answer. Staff who serve patrons see it, and the patron;
-- some days after the answer the night deletes it.
create table question (
  -- Comes with the form, so that pressing twice asks once.
  id uuid primary key,
  patron_id bigint not null references patron,
  asks text not null check (asks <> ''),
  -- What they have looked at already, and until when they need it; null: they have not said.
  looked_at text check (looked_at <> ''),
  wanted_by date,
  state text not null check (state in ('received', 'looking', 'answered')),
  made_at timestamptz not null,
  changed_at timestamptz not null,
  answer text check (answer <> ''),
  check ((state = 'answered') = (answer is not null))
);
create index question_of_patron on question (patron_id, made_at);
create index question_in_state on question (state, made_at);

-- The version before works on this: it neither writes nor sends the new kind, and leaves what waits of it unsent.
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (
  kind in ('orderPlaced', 'ready', 'shelfMoved', 'unavailable', 'mailRegistered', 'closed', 'dueSoon', 'overdue', 'shelfEnding',
    'arrivals', 'requestAnswered', 'accountChanged', 'borrowable', 'passwordLink', 'lent', 'questionAnswered'));

-- A change of the settings that is to be in force from a day: the night of that day puts it into force.
create table planned_change (
  id bigint generated always as identity primary key,
  from_day date not null,
  -- What becomes different, as [{path, was, is}]: it is laid over what is in force on that day, so that what else was changed stays.
  changes jsonb not null check (jsonb_array_length(changes) > 0),
  entered_at timestamptz not null,
  entered_by text not null,
  why text,
  -- failed: it could not be put into force on its day, and failure says why.
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed', 'takenBack')),
  failure jsonb,
  ended_at timestamptz,
  check ((state = 'waiting') = (ended_at is null)),
  check ((state = 'failed') = (failure is not null))
);
create index planned_change_waiting on planned_change (from_day) where state = 'waiting';

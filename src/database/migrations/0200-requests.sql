-- リクエスト: a patron wishes for a title that the library does not hold.
create table request (
  -- Given by the form that sends it, so that pressing twice is one request.
  id uuid primary key,
  -- Who wishes; the request is deleted when it has ended and gone out of sight, or when they leave.
  patron_id bigint not null references patron,
  state text not null check (state in ('received', 'considering', 'ordered', 'borrowing', 'held', 'declined', 'withdrawn')),
  title text not null check (length(title) between 1 and 300),
  author text check (length(author) between 1 and 200),
  publisher text check (length(publisher) between 1 and 200),
  published text check (length(published) between 1 and 40),
  isbn text check (isbn ~ '^97[89][0-9]{10}$'),
  note text check (length(note) between 1 and 500),
  pickup_branch_id text not null references branch,
  pickup_stop_id text,
  contact text not null check (contact in ('phone', 'mail', 'self')),
  made_at timestamptz not null,
  changed_at timestamptz not null,
  -- What the library says to the patron, in its own words.
  answer text check (length(answer) between 1 and 500),
  -- The title that it became, and the night that last looked whether there is one.
  bib_id bigint references bib,
  looked_on date,
  foreign key (pickup_branch_id, pickup_stop_id) references stop (branch_id, id),
  check ((state = 'held') = (bib_id is not null))
);
create index request_of_patron on request (patron_id, made_at);
create index request_open on request (made_at) where state not in ('held', 'declined', 'withdrawn');
create index request_with_isbn on request (looked_on) where isbn is not null and state not in ('held', 'declined', 'withdrawn');

-- What happened to a request, one row each, in the transaction of the change.
create table request_event (
  id bigint generated always as identity primary key,
  request_id uuid not null references request on delete cascade,
  at timestamptz not null,
  actor text not null,
  from_state text,
  to_state text not null,
  answer text
);
create index request_event_of_request on request_event (request_id, id);

alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (
  kind in ('orderPlaced', 'ready', 'mailRegistered', 'closed', 'dueSoon', 'overdue', 'shelfEnding', 'arrivals', 'requestAnswered'));

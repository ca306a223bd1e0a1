-- 貸出, 予約, 回送: the heart. What must never happen even in a race is a constraint here.

create table loan (
  id bigint generated always as identity primary key,
  item_id bigint not null references item,
  bib_id bigint not null references bib,
  -- Cut by the night after the return, unless the patron keeps a history.
  patron_id bigint references patron,
  branch_id text not null references branch,
  stop_id text references stop,
  lent_at timestamptz not null,
  due_on date not null,
  renewals smallint not null default 0 check (renewals >= 0),
  returned_at timestamptz,
  returned_branch_id text references branch,
  check ((returned_at is null) = (returned_branch_id is null)),
  check (returned_at is not null or patron_id is not null)
);
create unique index loan_open_once on loan (item_id) where returned_at is null; -- invariant 1
create index loan_open_of_patron on loan (patron_id) where returned_at is null;
create index loan_of_patron on loan (patron_id) where returned_at is not null and patron_id is not null;
create index loan_due on loan (due_on) where returned_at is null;
create index loan_of_bib on loan (bib_id, lent_at);

-- What one press of 「予約」 asked for. The id comes with the form, so that pressing twice shows the same result.
create table hold_order (
  id uuid primary key,
  patron_id bigint references patron,
  kind text not null check (kind in ('ordinary', 'series', 'set')),
  channel text not null check (channel in ('web', 'terminal', 'counter')),
  placed_at timestamptz not null
);
create index hold_order_of_patron on hold_order (patron_id) where patron_id is not null;

create sequence hold_place;

create table hold (
  id bigint generated always as identity primary key,
  patron_id bigint references patron,
  bib_id bigint not null references bib,
  -- Staff may ask for one very copy.
  only_item_id bigint references item,
  order_id uuid not null references hold_order,
  -- Its position among the holds of its order: what シリーズ予約 goes by.
  order_position smallint not null,
  -- ordinary, or a member of the series or set that its order is. A member can leave it (conversion).
  kind text not null check (kind in ('ordinary', 'series', 'set')),
  channel text not null check (channel in ('web', 'terminal', 'counter')),
  state text not null check (state in ('applied', 'waiting', 'inTransit', 'ready', 'cancelApplied', 'closed')),
  -- The queue: a sequence, not a clock. Given when the hold joins; numeric, so that a moved hold fits between two others.
  place numeric,
  item_id bigint references item,
  pickup_branch_id text not null references branch,
  pickup_stop_id text,
  contact text not null check (contact in ('phone', 'mail', 'self')),
  applied_at timestamptz not null,
  captured_at timestamptz,
  ready_at timestamptz,
  -- When the library gave notice: the shelf clock starts then.
  notified_at timestamptz,
  -- The last day on the hold shelf.
  pick_up_by date,
  suspended_until date,
  not_needed_after date,
  closed_at timestamptz,
  closed_why text check (closed_why in ('fulfilled', 'cancelled', 'expired', 'refused')),
  -- The refusal's code, or who cancelled: what the patron is told.
  closed_detail text,
  foreign key (pickup_branch_id, pickup_stop_id) references stop (branch_id, id),
  check (state = 'closed' or patron_id is not null),
  check ((state = 'closed') = (closed_at is not null and closed_why is not null)),
  check (state in ('applied', 'closed') or place is not null),
  -- Invariant 4: an item exactly when in transit or ready (or a cancelled one not yet taken in, or a captured member of a set).
  check (state not in ('inTransit', 'ready') or item_id is not null),
  check (state not in ('applied', 'closed') or item_id is null),
  check (state <> 'waiting' or item_id is null or kind = 'set'),
  check ((state = 'ready') = (ready_at is not null and pick_up_by is not null))
);
create unique index hold_open_once on hold (patron_id, bib_id) where state <> 'closed'; -- invariant 3
create unique index hold_item_once on hold (item_id) where item_id is not null; -- invariant 1
create index hold_queue on hold (bib_id, place) where state = 'waiting' and item_id is null;
create index hold_of_patron on hold (patron_id) where patron_id is not null;
create index hold_of_order on hold (order_id, order_position);
create index hold_applied on hold (applied_at, id) where state = 'applied';
create index hold_cancel_applied on hold (id) where state = 'cancelApplied';
create index hold_on_shelf on hold (pickup_branch_id, pick_up_by) where state = 'ready';
create index hold_in_transit on hold (pickup_branch_id) where state = 'inTransit';

create trigger hold_added after insert on hold for each row execute function note_bib_change();
create trigger hold_closed after update of state on hold for each row when (new.state = 'closed' and old.state <> 'closed') execute function note_bib_change();

-- The story of a hold: append-only, one row a change, in the transaction of the change. No patron stands in it.
create table hold_event (
  id bigint generated always as identity primary key,
  hold_id bigint not null references hold,
  at timestamptz not null,
  -- 'patron', 'night', 'staff:<login>', 'system'
  actor text not null,
  from_state text,
  to_state text not null,
  -- What happened: apply, place, takeIn, refuse, applyCancel, takeCancelIn, cancel, capture, arrive, lose, checkOut, expire, move, changePickup, …
  why text not null,
  item_id bigint references item,
  detail text
);
create index hold_event_of_hold on hold_event (hold_id, id);

-- The story of a copy: append-only, as above.
create table item_event (
  id bigint generated always as identity primary key,
  item_id bigint not null references item,
  at timestamptz not null,
  actor text not null,
  branch_id text references branch,
  from_status text,
  to_status text not null,
  why text not null,
  detail text
);
create index item_event_of_item on item_event (item_id, id);

-- 回送.
create table transit (
  id bigint generated always as identity primary key,
  item_id bigint not null references item,
  from_branch_id text not null references branch,
  to_branch_id text not null references branch,
  -- Sent for a hold, or home.
  hold_id bigint references hold,
  sent_at timestamptz not null,
  ended_at timestamptz,
  ended_why text check (ended_why in ('arrived', 'elsewhere', 'lost')),
  check ((ended_at is null) = (ended_why is null))
);
create unique index transit_open_once on transit (item_id) where ended_at is null;
create index transit_open_to on transit (to_branch_id) where ended_at is null;

create table basket_line (
  patron_id bigint not null references patron,
  bib_id bigint not null references bib,
  added_at timestamptz not null,
  primary key (patron_id, bib_id)
);

-- 家族: whose cards a patron may use beside their own, because each of them agreed by typing their password.
create table family_link (
  carer_id bigint not null references patron,
  member_id bigint not null references patron,
  made_at timestamptz not null,
  -- From this day on a child decides alone: who looked after the card until then has to be asked in anew. Null: between two who do.
  ends_on date,
  primary key (carer_id, member_id),
  check (carer_id <> member_id)
);
create index family_link_of_member on family_link (member_id);

-- Whose card a patron who is signed in uses now; null: their own. Whatever ends the link ends that.
alter table session add column acting_for bigint;
alter table session add constraint session_acts_by_link foreign key (patron_id, acting_for)
  references family_link (carer_id, member_id) on delete set null (acting_for);
create index session_acting on session (patron_id, acting_for) where acting_for is not null;

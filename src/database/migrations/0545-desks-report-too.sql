-- What a counter did while it was cut off is a report as well: of a member of staff at a branch, instead of a machine.
-- The version before works on this: its own reports name a machine and no card, and it lists no others.
alter table machine_report
  alter column machine drop not null,
  -- Who scanned it, and where. Somebody else may have told it afterwards.
  add column staff_login text,
  add column branch_id text references branch,
  -- The row of the copy's history that carrying it out has written: that happened when the copy was scanned.
  add column item_event_id bigint,
  -- The card that was scanned, where it is nobody's.
  add column card_number text,
  add constraint machine_report_one_reporter
    check ((machine is null) = (staff_login is not null) and (machine is null) = (branch_id is not null)),
  add constraint machine_report_card_forgotten check (state in ('begun', 'open') or card_number is null);
create index machine_report_event on machine_report (item_event_id) where item_event_id is not null;

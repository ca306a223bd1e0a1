-- 取り置き期限: which last day the patron was told, by mail, by telephone or (who looks for themself) by their page. It is never taken back
-- (invariant 8), and stands at an ended hold too, so that the checker can say whether the promise was kept.
alter table hold add column told_until date;
update hold set told_until = pick_up_by where state = 'ready' and (contact = 'self' or notified_at is not null);
alter table hold add constraint hold_told_is_kept check (state <> 'ready' or told_until is null or pick_up_by >= told_until);

-- Since when the patron looks for themself, when the copy stood ready before: the clock of the hold shelf starts then.
alter table hold add column self_since timestamptz;

-- A visit that does not take place because the bookmobile is closed that day: it takes place again when the closure is lifted.
alter table stop_visit add column cancelled_by_closure boolean not null default false;
alter table stop_visit add constraint stop_visit_closure_has_reason check (not cancelled_by_closure or cancelled_because is not null);

-- 取り置き期限が延びました (shelfMoved); お知らせした資料がご用意できなくなりました (unavailable).
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (
  kind in ('orderPlaced', 'ready', 'shelfMoved', 'unavailable', 'mailRegistered', 'closed', 'dueSoon', 'overdue', 'shelfEnding',
    'arrivals', 'requestAnswered', 'accountChanged'));

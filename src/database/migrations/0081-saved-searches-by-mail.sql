-- 「新しい資料をメールで知らせる」. Null: no mail is wished for. Else the highest bib that a mail has spoken of, or that was there when the
-- switch was set, and the night that looked last: one that is killed goes on where it stopped, and tells nothing twice.
alter table saved_search add column told_to bigint;
alter table saved_search add column told_on date;
alter table saved_search add constraint told_on_with_told_to check ((told_to is null) = (told_on is null));
create index saved_search_to_tell on saved_search (told_on) where told_on is not null;

alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (
  kind in ('orderPlaced', 'ready', 'mailRegistered', 'closed', 'dueSoon', 'overdue', 'shelfEnding', 'arrivals'));

-- 借りられるようになったら知らせる: a mail is wished for when a copy stands on a shelf and nobody waits for it; told once, on that day.
alter table wish add column tell boolean not null default false;
alter table wish add column told_on date;
create index wish_to_tell on wish (bib_id) where tell;

alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (
  kind in ('orderPlaced', 'ready', 'shelfMoved', 'unavailable', 'mailRegistered', 'closed', 'dueSoon', 'overdue', 'shelfEnding',
    'arrivals', 'requestAnswered', 'accountChanged', 'borrowable'));

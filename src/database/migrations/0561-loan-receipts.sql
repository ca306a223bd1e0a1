-- 貸出レシート by mail: what was lent at one visit, for patrons who asked for it. Of a loan stands whether it was told; of
-- whom, and when, nowhere: after the return nothing of it leads from the copy to its reader.
alter table patron add column wants_receipts boolean not null default false;
create index patron_who_wants_receipts on patron (id) where wants_receipts;
alter table loan add column receipt_told boolean not null default false;

-- The version before works on this: it neither writes nor sends the new kind, and leaves what waits of it unsent.
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (
  kind in ('orderPlaced', 'ready', 'shelfMoved', 'unavailable', 'mailRegistered', 'closed', 'dueSoon', 'overdue', 'shelfEnding',
    'arrivals', 'requestAnswered', 'accountChanged', 'borrowable', 'passwordLink', 'lent'));

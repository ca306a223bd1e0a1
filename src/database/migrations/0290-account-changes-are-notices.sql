-- Behind the kinds of notices that came beside it: a constraint names them all.
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (
  kind in ('orderPlaced', 'ready', 'mailRegistered', 'closed', 'dueSoon', 'overdue', 'shelfEnding', 'arrivals', 'requestAnswered',
    'accountChanged'));

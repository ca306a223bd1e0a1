-- The notice with which this one is told in one mail or call: books that come ready together. Set when the first try begins, so that
-- every further try is the very same mail. A notice that leads, or is told alone, names itself.
alter table notice add column told_with bigint references notice;
create index notice_told_with on notice (told_with) where told_with is not null;
create index notice_phone_list on notice (hold_id, patron_id) where state = 'due' and channel = 'phone';

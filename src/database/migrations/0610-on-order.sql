-- 発注中, 整理中: a copy that is catalogued before it is here. It can be reserved; its first scan at a desk makes it a copy as
-- any other, which joined on that day.
-- The version before works on this: it neither makes such copies nor knows their word, and shows none in their place.
alter table item drop constraint item_status_check;
alter table item add constraint item_status_check check (
  status in ('shelf', 'loan', 'holdShelf', 'transit', 'repair', 'missing', 'withdrawn', 'onOrder', 'inProcess'));

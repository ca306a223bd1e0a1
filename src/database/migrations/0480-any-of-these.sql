-- いずれか予約: how many of the titles of its order are enough for the patron; null: all. It stands at each hold of the
-- order, because every look along a queue asks it.
alter table hold add column enough smallint check (enough >= 1);
create index hold_any_of on hold (order_id) where enough is not null;

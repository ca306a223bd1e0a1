-- 受入日 of a copy before the scan with which it joined, so that taking the scan back takes the day back too; null: this
-- step changed no such day.
alter table item_event add column joined_before date;

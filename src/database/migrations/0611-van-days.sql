-- 回送便: on which weekdays (1 is Monday, 7 is Sunday) the van between the branches comes to this one; null: on every day on
-- which it is open. The day on which a copy arrives follows from it, and is stored nowhere.
alter table branch add column van_days smallint[] check (
  van_days is null or (cardinality(van_days) > 0 and van_days <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]));

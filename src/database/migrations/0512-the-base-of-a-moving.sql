-- 引っ越し: the records of the catalogue that a rehearsal left here as the base of the moving. Those that the last
-- evening's files do not have any more go again. Nothing stands here when the moving is done.
create table moving_base (
  source_key text primary key
);

-- 引っ越し: the hashes of an earlier system's passwords, made before the moving itself, since each takes its time on
-- purpose. `said` is a keyed hash of whose password it is and what it says. Nothing stands here when the moving is done.
create table moving_password (
  said text primary key,
  hash text not null
);

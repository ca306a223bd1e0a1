-- いつもの受取館 and いつもの連絡方法: with what a patron's order form begins. Null, all three: with what they chose the last time,
-- as before. A place that is closed, or a contact that is not registered any more, stays here and is not offered.
-- The version before works on this: it begins with the last time.
alter table patron
  add column usual_branch_id text references branch,
  add column usual_stop_id text references stop,
  add column usual_contact text check (usual_contact in ('phone', 'mail', 'self')),
  add constraint patron_usual_check check (
    (usual_branch_id is null) = (usual_contact is null) and (usual_stop_id is null or usual_branch_id is not null));

-- A usual place names a stop of its own branch, as the place of a hold does. One that did not was never offered: it goes,
-- and the form begins as the last time.
-- The version before works on this: its own forms offer no stop of another branch.
update patron p set usual_branch_id = null, usual_stop_id = null, usual_contact = null
where usual_stop_id is not null
  and not exists (select from stop s where s.branch_id = p.usual_branch_id and s.id = p.usual_stop_id);
alter table patron
  drop constraint patron_usual_stop_id_fkey,
  add constraint patron_usual_branch_id_usual_stop_id_fkey
    foreign key (usual_branch_id, usual_stop_id) references stop (branch_id, id);

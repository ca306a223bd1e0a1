-- Places, calendar and rules are read by every page and change a few times a week: each process keeps what it has read, and reads
-- it again when this number is another one. It is raised in the transaction that changes something, so that whoever sees the
-- number sees the change.
create table in_force (
  only_row boolean primary key default true check (only_row),
  version bigint not null
);

create function raise_in_force() returns trigger language plpgsql as $$
begin
  insert into in_force as known (version) values (1) on conflict (only_row) do update set version = known.version + 1;
  return null;
end $$;

create trigger branch_in_force after insert or update or delete on branch for each statement execute function raise_in_force();
create trigger stop_in_force after insert or update or delete on stop for each statement execute function raise_in_force();
create trigger visit_in_force after insert or update or delete on stop_visit for each statement execute function raise_in_force();
create trigger day_in_force after insert or update or delete on calendar_day for each statement execute function raise_in_force();
create trigger policy_in_force after insert or update or delete on policy for each statement execute function raise_in_force();
create trigger night_in_force after insert or delete or update of finished_at on nightly_run for each statement execute function raise_in_force();

insert into in_force (version) select 1 where exists (select from branch);

-- How a patron stood before: whether the card was stopped, and until when it was good. The queues are checked by what was true at a
-- capture, not by what is true today. No book stands here, and no day: a row says that it was so up to these rows of the histories of
-- holds and copies, whose order needs no clock. Written by the tables themselves, so that no way of changing a card leaves it out.
create table patron_was (
  id bigint generated always as identity primary key,
  patron_id bigint not null references patron on delete cascade,
  until_hold_event bigint not null,
  until_item_event bigint not null,
  expires_on date not null,
  -- Stopped, or merged into another.
  stopped boolean not null
);
create index patron_was_of_patron on patron_was (patron_id, id);

create function note_how_patron_stood() returns trigger language plpgsql as $$
begin
  insert into patron_was (patron_id, until_hold_event, until_item_event, expires_on, stopped)
  values (old.id,
    (select case when is_called then last_value else 0 end from hold_event_id_seq),
    (select case when is_called then last_value else 0 end from item_event_id_seq),
    old.expires_on, old.stopped_because is not null or old.merged_into is not null);
  return null;
end $$;
create trigger patron_stands_otherwise after update of expires_on, stopped_because, merged_into on patron for each row
  when (old.expires_on <> new.expires_on
    or (old.stopped_because is null and old.merged_into is null) <> (new.stopped_because is null and new.merged_into is null))
  execute function note_how_patron_stood();

-- Whom a capture, or a renewal, passed over because something of theirs was long overdue. The night forgets the returned loan that
-- would tell; these are numbers of holds alone. Null: nobody.
alter table hold_event add column passed_over bigint[];
alter table item_event add column passed_over bigint[];

-- A call or a letter that is made because a mail did not come through names that mail. Until now the end of its key said so.
-- The version before works on this: what it writes meanwhile is given the number of its mail here.
alter table notice add column instead_of bigint references notice;
update notice n set instead_of = mail.id from notice mail where n.dedupe_key = mail.dedupe_key || ':phone';
create index notice_instead_of on notice (instead_of) where instead_of is not null;

create function notice_names_its_mail() returns trigger language plpgsql as $$
begin
  new.instead_of := (select id from notice where dedupe_key = left(new.dedupe_key, -length(':phone')));
  return new;
end $$;
create trigger notice_of_the_version_before before insert on notice for each row
  when (new.instead_of is null and new.dedupe_key like '%:phone') execute function notice_names_its_mail();

create or replace function note_webhooks() returns trigger language plpgsql as $$
begin
  insert into webhook_delivery (id, webhook, notice_id, next_try_at)
  select gen_random_uuid(), webhook.name, written.id, written.due_at
  from written join webhook on written.kind = any (webhook.kinds) and webhook.disabled_at is null
  where written.instead_of is null;
  return null;
end $$;

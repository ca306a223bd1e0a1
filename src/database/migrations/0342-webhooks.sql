-- Webhooks: other services that are told what patrons are told (a gateway to a messenger, a display, the building). Their keys are made from the keys of
-- the installation and `half`; no secret stands here.
create table webhook (
  name text primary key check (name ~ '^[a-z][a-z0-9._-]{1,30}$'),
  url text not null,
  half text not null,
  -- Of which kinds of notices it is told.
  kinds text[] not null check (cardinality(kinds) > 0),
  tells_titles boolean not null,
  tells_card boolean not null,
  created_at timestamptz not null,
  disabled_at timestamptz,
  disabled_because text
);

create table webhook_delivery (
  id uuid primary key,
  webhook text not null references webhook on delete cascade,
  notice_id bigint not null references notice on delete cascade,
  state text not null default 'due' check (state in ('due', 'sent', 'failed', 'cancelled')),
  -- What is sent, the same at every try; it goes when it was taken or given up.
  body text,
  attempts integer not null default 0,
  next_try_at timestamptz not null,
  done_at timestamptz,
  last_error text,
  unique (webhook, notice_id),
  check (state = 'due' or body is null)
);
create index webhook_delivery_due on webhook_delivery (webhook, next_try_at) where state = 'due';
create index webhook_delivery_done on webhook_delivery (done_at) where state <> 'due';
create index webhook_delivery_of_notice on webhook_delivery (notice_id);

-- Written in the transaction of the notice, whoever writes it, without another way to the server. A call that stands in for a mail is no other news.
create function note_webhooks() returns trigger language plpgsql as $$
begin
  insert into webhook_delivery (id, webhook, notice_id, next_try_at)
  select gen_random_uuid(), webhook.name, written.id, written.due_at
  from written join webhook on written.kind = any (webhook.kinds) and webhook.disabled_at is null
  where written.dedupe_key not like '%:phone';
  return null;
end $$;
create trigger notice_webhooks after insert on notice referencing new table as written
  for each statement execute function note_webhooks();

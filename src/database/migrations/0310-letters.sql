-- 手紙で知らせる方: who has neither telephone nor mail is told by letter. Its recipient is the postal address, empty where none is registered.
alter table notice drop constraint notice_channel_check;
alter table notice add constraint notice_channel_check check (channel in ('mail', 'phone', 'letter'));
create index notice_letter_list on notice (hold_id, patron_id) where state = 'due' and channel = 'letter';

-- Until now a mail that came back moved to the phone list even when there was no number to call.
update notice n set channel = 'letter', recipient = concat_ws(' ', '〒' || nullif(p.postal_code, ''), nullif(p.address, ''))
from patron p where p.id = n.patron_id and n.state = 'due' and n.channel = 'phone' and coalesce(p.phone, '') = '' and coalesce(p.mail, '') = '';
update notice n set recipient = p.phone
from patron p where p.id = n.patron_id and n.state = 'due' and n.channel = 'phone' and n.recipient = '' and p.phone <> '';
update notice n set channel = 'mail', recipient = p.mail
from patron p where p.id = n.patron_id and n.state = 'due' and n.channel = 'phone' and n.recipient = '' and p.mail <> '';
update notice set state = 'cancelled', done_at = due_at where state = 'due' and channel = 'phone' and recipient = '';
alter table notice add constraint notice_call_has_number check (channel <> 'phone' or state <> 'due' or recipient <> '');

-- A book stands ready for somebody who could not be told of it: now they can. A set is told of at its first member.
insert into notice (dedupe_key, kind, patron_id, hold_id, channel, recipient, facts, due_at, next_try_at, message_id)
select 'ready:hold:' || h.id || ':' || rtrim(rtrim(to_char(h.ready_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '0'), '.') || 'Z',
  'ready', p.id, h.id, 'letter', concat_ws(' ', '〒' || nullif(p.postal_code, ''), nullif(p.address, '')),
  jsonb_build_object('titles', jsonb_build_array(concat_ws(' ', b.title, b.volume))), h.ready_at, h.ready_at, '<letter.' || h.id || '@kago>'
from hold h join patron p on p.id = h.patron_id join bib b on b.id = h.bib_id
where h.state = 'ready' and h.contact <> 'self' and h.notified_at is null and h.ready_at is not null
  and coalesce(p.phone, '') = '' and coalesce(p.mail, '') = ''
  and not (h.kind = 'set' and exists (
    select from hold m where m.order_id = h.order_id and m.kind = 'set' and m.state = 'ready' and m.id < h.id))
  and not exists (
    select from notice n join hold m on m.id = n.hold_id
    where n.kind = 'ready' and n.state = 'due' and m.order_id = h.order_id and (m.id = h.id or (h.kind = 'set' and m.kind = 'set')))
on conflict (dedupe_key) do update set channel = 'letter', recipient = excluded.recipient, state = 'due', done_at = null,
  due_at = excluded.due_at, next_try_at = excluded.next_try_at, told_with = null, attempts = 0, last_error = null
  where notice.state in ('cancelled', 'failed');

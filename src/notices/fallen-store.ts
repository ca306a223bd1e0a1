import { sql, type Tx } from '#database/database.ts'
import type { HoldId, PatronId } from '#ids.ts'
import { linkMinutes } from '#patrons/by-mail/link-secret.ts'
import { declinedMails } from '#patrons/mail-choices/mail-choices-store.ts'
import type { NoticeKind } from './rules/notice.ts'

/**
 * Whether what a notice `n` tells is still so: the hold is ready and untold, the loan is out, the address is applied
 * for. A set is told of at one of its members; it stands while any of them is ready. What is a mere confirmation stays
 * true.
 */
export const stillTrue = (today: Temporal.PlainDate) => sql<boolean>`(case n.kind
  when 'ready' then exists (select from hold h join hold m on m.order_id = h.order_id and (m.id = h.id or (h.kind = 'set' and m.kind = 'set'))
    where h.id = n.hold_id and m.state = 'ready' and m.notified_at is null and m.contact <> 'self')
  when 'shelfMoved' then exists (select from hold h where h.id = n.hold_id and h.state = 'ready' and h.contact <> 'self' and h.pick_up_by >= ${today})
  when 'shelfEnding' then exists (select from hold h where h.id = n.hold_id and h.state = 'ready' and h.pick_up_by >= ${today}
    and h.pick_up_by = (n.facts ->> 'pickUpBy')::date)
  when 'unavailable' then exists (select from hold h where h.id = n.hold_id and h.state not in ('ready', 'closed'))
  when 'closed' then exists (select from hold h where h.id = n.hold_id and h.state = 'closed')
  when 'dueSoon' then exists (select from loan l where l.patron_id = n.patron_id and l.returned_at is null
    and l.due_on = (n.facts ->> 'dueOn')::date and l.due_on >= ${today})
  when 'overdue' then exists (select from loan l where l.patron_id = n.patron_id and l.returned_at is null
    and l.due_on = (n.facts ->> 'dueOn')::date and l.due_on < ${today})
  when 'mailRegistered' then exists (select from mail_application a where a.patron_id = n.patron_id and a.address = n.recipient)
  when 'passwordLink' then exists (select from password_link l where l.patron_id = n.patron_id and l.half = n.facts ->> 'half')
  else true end)`

/** A link to a new password that would open nothing any more when its mail comes. */
const isTooLate = (now: Temporal.Instant) =>
  sql<boolean>`(n.kind = 'passwordLink' and n.due_at <= ${now.subtract({ minutes: linkMinutes })})`

/** Of which notices it is asked: those of some holds (and of the sets they belong to), of a patron, or all. */
export type OfWhich = { holdIds: readonly HoldId[] } | { patronId: PatronId } | 'all'

/** Withdraws what is not told yet and not true any more. Gives how many. */
export async function withdrawFallen(
  tx: Tx,
  { now, today }: { now: Temporal.Instant; today: Temporal.PlainDate },
  which: OfWhich,
): Promise<number> {
  const { rows } = await sql`
    update notice set state = 'cancelled', done_at = ${now} where id in (
      select n.id from notice n where n.state = 'due' and ${condition(which)}
        and (not ${stillTrue(today)} or ${isTooLate(now)})
      order by n.id for update skip locked)
    returning 1`.execute(tx)
  return rows.length
}

function condition(which: OfWhich) {
  if (which === 'all') return sql`true`
  if ('patronId' in which) return sql`n.patron_id = ${which.patronId}`
  const ids = [...which.holdIds]
  return sql`n.hold_id in (
    select m.id from hold h join hold m on m.order_id = h.order_id and (m.id = h.id or (h.kind = 'set' and m.kind = 'set'))
    where h.id = any(${ids}::bigint[]))`
}

/** Withdraws mails of the kinds that a patron does not want any more. */
export async function withdrawDeclined(tx: Tx, patronId: PatronId, now: Temporal.Instant): Promise<void> {
  await sql`
    update notice n set state = 'cancelled', done_at = ${now} from patron p
    where p.id = n.patron_id and n.patron_id = ${patronId} and n.state = 'due' and n.channel = 'mail'
      and n.kind = any(${declinedMails(sql`p`)})`.execute(tx)
}

/** Withdraws what is not told yet of some holds' standing ready, true or not: they are told of anew, or not at all. */
export const withdrawOfReady = (tx: Tx, holdIds: readonly HoldId[], now: Temporal.Instant): Promise<void> =>
  withdrawKinds(tx, holdIds, ['ready', 'shelfMoved', 'shelfEnding'], now)

/** The same of their having become ready alone: another notice of it is about to be written. */
export const withdrawReadyNotices = (tx: Tx, holdIds: readonly HoldId[], now: Temporal.Instant): Promise<void> =>
  withdrawKinds(tx, holdIds, ['ready'], now)

async function withdrawKinds(
  tx: Tx,
  holdIds: readonly HoldId[],
  kinds: readonly NoticeKind[],
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    update notice n set state = 'cancelled', done_at = ${now}
    where n.state = 'due' and n.kind = any(${[...kinds]}) and ${condition({ holdIds })}`.execute(tx)
}

import { type Database, sql, type Tx } from '#database/database.ts'
import type { HoldId, PatronId } from '#ids.ts'
import { wantsMails } from '#patrons/mail-choices/mail-choices-store.ts'
import type { Policy } from '#policy.ts'

export type LoanReminder = { patronId: PatronId; dueOn: Temporal.PlainDate; titles: string[]; dedupeKey: string }

/**
 * Patrons with books due then who have not been reminded of it yet, their books together.
 * @param event names the reminder in its key, e.g. 'dueSoon' or 'overdue:7'
 * @param alsoByHand false: only those who have a mail address; true: whoever has none is called or written to
 */
export async function loadLoanReminders(
  tx: Tx,
  event: string,
  due: DueWhen,
  alsoByHand: boolean,
  limit: number,
): Promise<LoanReminder[]> {
  const { rows } = await sql<LoanReminder>`
    select p.id as "patronId", l.due_on as "dueOn", array_agg(concat_ws(' ', b.title, b.volume) order by l.id) as titles,
      ${event}::text || ':patron:' || p.id || ':' || l.due_on as "dedupeKey"
    from loan l join patron p on p.id = l.patron_id join bib b on b.id = l.bib_id
    where l.returned_at is null and l.lost_at is null and ${isDue(due)}
      and (coalesce(p.mail, '') <> '' or ${alsoByHand})
      and not exists (select from notice where dedupe_key = ${event}::text || ':patron:' || p.id || ':' || l.due_on)
    group by p.id, l.due_on order by p.id limit ${limit}`.execute(tx)
  return rows
}

/** Due on a day; or so many days after `of`, or as many as the patron has chosen: no more than 30, and 0 is never. */
export type DueWhen = { on: Temporal.PlainDate } | { of: Temporal.PlainDate; usualDays: number }

const isDue = (due: DueWhen) =>
  'on' in due
    ? sql`l.due_on = ${due.on}`
    : sql`l.due_on between ${due.of}::date and ${due.of.add({ days: Math.max(30, due.usualDays) })}::date
        and l.due_on = ${due.of}::date + coalesce(p.due_soon_days, ${due.usualDays}::int)
        and p.due_soon_days is distinct from 0`

/** What a patron still has of the books due on a day. */
export async function loadTitlesDue(db: Database, patronId: PatronId, dueOn: string): Promise<string[]> {
  const { rows } = await sql<{ title: string }>`
    select concat_ws(' ', b.title, b.volume) as title from loan l join bib b on b.id = l.bib_id
    where l.patron_id = ${patronId} and l.returned_at is null and l.due_on = ${dueOn}::date order by l.id`.execute(db)
  return rows.map(row => row.title)
}

export type ShelfReminder = {
  holdId: HoldId
  patronId: PatronId
  title: string
  pickup: string
  pickUpBy: Temporal.PlainDate
  dedupeKey: string
}

/** Ready holds whose last day is `lastDay`, of patrons who are told by mail and want to be, not reminded of it yet. */
export async function loadShelfReminders(
  tx: Tx,
  policy: Policy,
  lastDay: Temporal.PlainDate,
  limit: number,
): Promise<ShelfReminder[]> {
  const { rows } = await sql<ShelfReminder>`
    select h.id as "holdId", p.id as "patronId", concat_ws(' ', b.title, b.volume) as title,
      case when s.id is null then branch.name else concat(branch.short_name, '/', s.name) end as pickup, h.pick_up_by as "pickUpBy",
      'shelfEnding:hold:' || h.id || ':' || h.pick_up_by as "dedupeKey"
    from hold h join patron p on p.id = h.patron_id join bib b on b.id = h.bib_id
    join branch on branch.id = h.pickup_branch_id left join stop s on s.id = h.pickup_stop_id
    where h.state = 'ready' and h.pick_up_by = ${lastDay} and h.contact = 'mail' and coalesce(p.mail, '') <> ''
      and ${wantsMails(sql`p`, 'shelfEnding', policy)}
      and not exists (select from notice where dedupe_key = 'shelfEnding:hold:' || h.id || ':' || h.pick_up_by)
    order by h.id limit ${limit}`.execute(tx)
  return rows
}

import { type Tx, transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import type { Policy } from '#policy.ts'
import { withdrawFallen } from './fallen-store.ts'
import { type DueWhen, loadLoanReminders, loadShelfReminders } from './reminder-store.ts'
import type { NewNotice } from './rules/notice.ts'
import { writeNotices } from './write-notices.ts'

export type ReminderCounts = { dueSoon: number; overdue: number; shelfEnding: number }

/**
 * A step of the night: reminds of books that are due in some days, are overdue, or stand on the hold shelf until
 * tomorrow. A patron gets one notice for all books of a due date. Writes at most `limit` of each kind; called again, it
 * finds the rest.
 */
export async function writeReminders(
  library: Library,
  { day, now, limit }: { day: Temporal.PlainDate; now: Temporal.Instant; limit: number },
): Promise<{ did: number; report: ReminderCounts }> {
  const { policy } = library
  const { overdueDays } = policy.notices
  return await transact(library.db, async tx => {
    // What the day before left behind is not told with what is new.
    const write = (notices: NewNotice[]) => writeNotices(tx, { now, policy }, notices)
    const withdrawn = await withdrawFallen(tx, { now, today: day }, 'all')
    const dueSoon = await write(await loanNotices(tx, 'dueSoon', 'dueSoon', dueSoonWhen(policy, day), limit))
    let overdue = 0
    for (const days of overdueDays) {
      overdue += await write(await loanNotices(tx, 'overdue', `overdue:${days}`, { on: day.subtract({ days }) }, limit))
    }
    const shelfEnding = await write(await shelfNotices(tx, policy, day.add({ days: 1 }), limit))
    return { did: dueSoon + overdue + shelfEnding + withdrawn, report: { dueSoon, overdue, shelfEnding } }
  })
}

const dueSoonWhen = ({ notices: { dueSoonDays, patronsChoose } }: Policy, day: Temporal.PlainDate): DueWhen =>
  patronsChoose ? { of: day, usualDays: dueSoonDays } : { on: day.add({ days: dueSoonDays }) }

async function loanNotices(
  tx: Tx,
  kind: 'dueSoon' | 'overdue',
  event: string,
  due: DueWhen,
  limit: number,
): Promise<NewNotice[]> {
  const reminders = await loadLoanReminders(tx, event, due, kind === 'overdue', limit)
  return reminders.map(reminder => ({
    kind,
    dedupeKey: reminder.dedupeKey,
    patronId: reminder.patronId,
    holdId: null,
    // Nobody chose how to be reminded: by mail if there is an address, and for overdue books else by telephone or
    // letter.
    contact: 'mail',
    facts: { titles: reminder.titles, dueOn: reminder.dueOn.toString() },
  }))
}

async function shelfNotices(tx: Tx, policy: Policy, lastDay: Temporal.PlainDate, limit: number): Promise<NewNotice[]> {
  const reminders = await loadShelfReminders(tx, policy, lastDay, limit)
  return reminders.map(({ dedupeKey, patronId, holdId, title, pickup, pickUpBy }) => ({
    kind: 'shelfEnding',
    dedupeKey,
    patronId,
    holdId,
    contact: 'mail',
    facts: { titles: [title], pickup, pickUpBy: pickUpBy.toString() },
  }))
}

import { transact } from '#database/database.ts'
import { takeLentToTell } from '#items/receipt-store.ts'
import type { Library } from '#library.ts'
import { writeNotices } from '#notices/write-notices.ts'
import { offers } from '#policy.ts'
import { newId } from '#std/new-id.ts'

/** A visit is over when nothing was lent for so long: one mail tells of all of it, at whichever desk or machine. */
const visitMinutes = 10

/** What was lent longer ago is no news: a desk that was cut off tells of its loans within this time. */
const newsHours = 48

/**
 * 貸出レシート: writes one mail for each visit that is over, to patrons who asked for it, with what they took along and when
 * each is due. Any number of workers may do so at once; each loan is told once. The key of such a notice names nobody:
 * it stays when the night has cut the rest.
 * @returns how many were written
 */
export async function tellLent(library: Library, { limit }: { limit: number }): Promise<number> {
  const { policy } = library
  if (!offers(policy, 'loanReceipts') || !policy.notices.patronsChoose) return 0
  const now = library.clock.now()
  return transact(library.db, async tx => {
    const lines = await takeLentToTell(tx, {
      lentAfter: now.subtract({ hours: newsHours }),
      quietSince: now.subtract({ minutes: visitMinutes }),
      limit,
    })
    const visits = [...Map.groupBy(lines, line => line.patronId)]
    return writeNotices(
      tx,
      { now, policy },
      visits.map(([patronId, lent]) => ({
        kind: 'lent',
        dedupeKey: `lent:${newId()}`,
        patronId,
        holdId: null,
        contact: 'mail',
        facts: { titles: lent.map(({ title }) => title), dueEach: lent.map(({ dueOn }) => `${dueOn}`) },
      })),
    )
  })
}

import { transact } from '#database/database.ts'
import { titlesOf } from '#holds/lists/titles-of.ts'
import type { BibId, PatronId, WishListId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeNotices } from '#notices/write-notices.ts'
import { wantAgain } from '#patrons/mail-choices/mail-choices-store.ts'
import { lockPatron } from '#patrons/standing-store.ts'
import { offers } from '#policy.ts'
import { crashPoint } from '#std/crash-point.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { loadPatronsToTellOfBooks, saveTell, takeBorrowable } from './tell-store.ts'

/**
 * A step of the night: one mail to each patron about all titles of their lists that they wished to be told of and that
 * can be borrowed now. Each is told once; mail and mark are one transaction. Who has no address yet, or wants no such
 * mails, is told when they have one, or want them again.
 */
export async function tellBorrowable(
  library: Library,
  { day, now, limit }: { day: Temporal.PlainDate; now: Temporal.Instant; limit: number },
): Promise<{ did: number; report: { mails: number } }> {
  const { db, policy } = library
  if (!offers(policy, 'wishLists')) return { did: 0, report: { mails: 0 } }
  const patronIds = await loadPatronsToTellOfBooks(db, policy, limit)
  let mails = 0
  for (const patronId of patronIds) {
    mails += await transact(db, async tx => {
      await lockPatron(tx, patronId)
      const bibIds = await takeBorrowable(tx, patronId, day)
      const [first] = bibIds
      if (first === undefined) return 0
      const titles = (await titlesOf({ db: tx }, 'library', bibIds)).map(({ title }) => title)
      crashPoint('tellBorrowable:taken')
      return writeNotices(tx, { now, policy }, [
        {
          kind: 'borrowable',
          dedupeKey: `borrowable:patron:${patronId}:${day}:${first}`,
          patronId,
          holdId: null,
          contact: 'mail',
          facts: { titles },
        },
      ])
    })
  }
  return { did: patronIds.length, report: { mails } }
}

/** 借りられるようになったら知らせる, or not any more. Who was told and wishes again is told again. */
export async function wishToBeTold(
  library: Library,
  patronId: PatronId,
  wish: { listId: WishListId; bibId: BibId },
  tell: boolean,
): Promise<Outcome<null, { why: 'notFound' }>> {
  if (!(await saveTell(library.db, patronId, wish, tell))) return refused({ why: 'notFound' })
  if (tell) await wantAgain(library.db, patronId, 'borrowable')
  return done(null)
}

import type { Desk } from '#acting.ts'
import type { Tx } from '#database/database.ts'
import type { StaffHold } from '#holds/lists/holds-of-bib.ts'
import { listHolds } from '#holds/lists/list-store.ts'
import { shelfOf, toMyHold } from '#holds/lists/my-holds.ts'
import { countMeetingBaskets, loadMeeting, loadMeetingLoans, type Merge } from '#holds/merged-hold-store.ts'
import { endsOfMerge, type MergeEnd } from '#holds/rules/merge.ts'
import { asMeeting } from './merge-holds.ts'

/** What a merge would do to holds, loans and baskets if it were pressed now. */
export type MergePreview = {
  /** Open holds that go over, open loans that do, and titles in baskets. */
  holds: number
  loans: number
  basketLines: number
  ends: { hold: StaffHold; why: MergeEnd }[]
}

/** Asks the rule that decides at the press, and writes nothing. */
export async function previewMergeOfHolds(tx: Tx, desk: Desk, merge: Merge): Promise<MergePreview> {
  const meeting = asMeeting(merge, await loadMeeting(tx, merge))
  const loans = await loadMeetingLoans(tx, merge)
  const ends = endsOfMerge(meeting, loans)
  const listed = await listHolds(tx, desk, { holdIds: [...ends.keys()] }, 500)
  const shelf = await shelfOf(tx, desk, listed)
  return {
    holds: meeting.filter(hold => hold.side === 'from' && !ends.has(hold.id)).length,
    loans: loans.filter(loan => loan.side === 'from').length,
    basketLines: await countMeetingBaskets(tx, merge),
    ends: listed.map(one => ({
      hold: {
        ...toMyHold(desk, one, shelf),
        patronId: one.hold.patronId,
        cardLast4: one.cardLast4,
        barcode: one.barcode,
      },
      why: ends.get(one.hold.id)!,
    })),
  }
}

import type { Desk } from '#acting.ts'
import type { Tx } from '#database/database.ts'
import { type HoldChange, type StoredHold, saveTransition } from '#holds/hold-store.ts'
import { loadMeetingLoans, lockMeeting, type Merge, moveBasketLines } from '#holds/merged-hold-store.ts'
import { handOn } from '#holds/queue/hand-on.ts'
import { tellClosed } from '#holds/queue/tell-closed.ts'
import type { HoldState } from '#holds/rules/hold.ts'
import { contactAfter, endsOfMerge, type MeetingHold, type MergeEnd } from '#holds/rules/merge.ts'
import type { HoldId } from '#ids.ts'
import { loadStanding } from '#patrons/standing-store.ts'

export type MergedHolds = {
  /** How many open holds went over, and which ended. */
  wentOver: number
  ended: { holdId: HoldId; why: MergeEnd }[]
  /** To be called when the copies and loans have gone over too: what the ended holds leave behind goes on. */
  handOnRest: () => Promise<void>
}

/**
 * The holds of a merge: those that cannot go on beside another one end, all others of the side that goes over belong to
 * the other side from now on, the ended ones too. Nobody's place in a queue changes: places are one sequence for all
 * bibs, so two queues interleave by when their holds joined. The caller has locked patrons or bibs.
 * @param beyondLimit whether a hold may stand beyond the limit from now on, as by an override at the counter
 */
export async function mergeHolds(tx: Tx, desk: Desk, merge: Merge, beyondLimit: boolean): Promise<MergedHolds> {
  const holds = await lockMeeting(tx, merge)
  const ends = endsOfMerge(asMeeting(merge, holds), await loadMeetingLoans(tx, merge))
  const ended = holds.filter(hold => ends.has(hold.id))
  await saveTransition(
    tx,
    desk,
    ended.map((hold): HoldChange => {
      return { hold, to: endedState, why: ends.get(hold.id)! }
    }),
  )
  const over = holds
    .filter(hold => sideOf(merge, hold) === 'from')
    .map(hold => ({ ...hold, state: ends.has(hold.id) ? endedState : hold.state }))
  const asChange = (hold: StoredHold): HoldChange => ({ hold, to: hold.state, why: 'rebind', beyondLimit })
  if (merge.of === 'bib') await saveTransition(tx, desk, over.map(asChange), { bibId: merge.into })
  else {
    const { registered } = await loadStanding(tx, merge.into, desk.today)
    for (const [contact, group] of Map.groupBy(over, hold => contactAfter(hold, registered))) {
      await saveTransition(tx, desk, group.map(asChange), { patronId: merge.into, contact })
    }
  }
  await moveBasketLines(tx, merge)
  return {
    wentOver: over.filter(hold => hold.state.is !== 'closed').length,
    ended: ended.map(hold => ({ holdId: hold.id, why: ends.get(hold.id)! })),
    handOnRest: async () => {
      await tell(tx, desk, merge, ended, ends)
      for (const hold of ended) await handOn(tx, desk, hold)
    },
  }
}

const endedState: HoldState = { is: 'closed', why: 'cancelled' }

/** The open holds of both sides, as the rule wants them. */
export const asMeeting = (merge: Merge, holds: readonly StoredHold[]): MeetingHold[] =>
  holds
    .filter(hold => hold.state.is !== 'closed')
    .map(hold => ({ ...hold, side: sideOf(merge, hold), shared: merge.of === 'bib' ? hold.patronId! : hold.bibId }))

const sideOf = ({ of, from }: Merge, hold: StoredHold): 'from' | 'into' =>
  (of === 'bib' ? hold.bibId : hold.patronId) === from ? 'from' : 'into'

async function tell(
  tx: Tx,
  desk: Desk,
  merge: Merge,
  ended: readonly StoredHold[],
  ends: ReadonlyMap<HoldId, MergeEnd>,
): Promise<void> {
  await tellClosed(
    tx,
    desk,
    ended.map(hold => ({
      hold: merge.of === 'patron' ? { ...hold, patronId: merge.into } : { ...hold, bibId: merge.into },
      reason: ends.get(hold.id)!,
    })),
  )
}

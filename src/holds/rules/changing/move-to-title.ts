import type { BibId, ItemId } from '#ids.ts'
import type { Hold } from '../hold.ts'

export type MoveToTitleRefusal = {
  why:
    | 'notFound'
    | 'ended'
    | 'notWaiting'
    | 'unknownItem'
    | 'notHeld'
    | 'notForLoan'
    | 'hidden'
    | 'alreadyOnHold'
    | 'alreadyOnLoan'
}

/** What a title to which a hold is moved is judged by. */
export type TitleFacts = {
  bibId: BibId
  itemId: ItemId
  /** The copy that was named can be lent some day, and any copy of the title. */
  copyServes: boolean
  titleServes: boolean
  isReference: boolean
  /** 非公開: the copy that was named; the record, or every copy of it that could serve. */
  copyHidden: boolean
  titleHidden: boolean
  /** The patron has another open hold on it, or has it on loan. */
  onHold: boolean
  onLoan: boolean
}

/** Why a hold cannot become one on this title, or this copy; null when it can. */
export function judgeMoveToTitle(hold: Hold, facts: TitleFacts, only: boolean): MoveToTitleRefusal | null {
  if (hold.state.is === 'closed') return { why: 'ended' }
  // What a copy is bound to has been promised already.
  if (hold.state.is !== 'waiting') return { why: 'notWaiting' }
  if (facts.onHold) return { why: 'alreadyOnHold' }
  if (facts.onLoan) return { why: 'alreadyOnLoan' }
  const serves = only ? facts.copyServes : facts.titleServes
  if (!serves) return { why: facts.isReference ? 'notForLoan' : 'notHeld' }
  // Nobody joins those who wait for what is hidden; who waits for the title already may take any copy of it.
  const joins = facts.bibId !== hold.bibId
  return (only && facts.copyHidden) || (joins && facts.titleHidden) ? { why: 'hidden' } : null
}

import { type Bindable, loses } from '#holds/rules/binding.ts'
import { nothing, type Steps } from '#holds/rules/steps.ts'
import { type ItemStep, isComing, type LockedItem } from '#items/rules/item.ts'

/** What staff say of a copy without a scan; `found` and `repaired` copies are in hand, and decided as any scan. */
export type Mark = 'missing' | 'repair' | 'withdrawn' | 'inProcess' | 'found' | 'lost' | 'settled'
export type MarkRefusal =
  | {
      why:
        | 'unknownItem'
        | 'onLoan'
        | 'notOnLoan'
        | 'withdrawn'
        /** 弁償などの手続き: nobody owes this copy. */
        | 'notLost'
        /** 整理中 is what was on order before. */
        | 'notOnOrder'
    }
  | AwaitedRefusal
/** The last copy that can still be lent of a title for which people wait; said before it is withdrawn. */
export type AwaitedRefusal = { why: 'lastCopyAwaited'; waiting: number }

export type MarkFacts = {
  item: LockedItem
  holder: Bindable | null
  mark: Mark
  reason: string
  /**
   * How many wait for the title, if no other copy of it can serve them and nobody has said yet that they know; else 0.
   */
  awaited: number
}

/** What a mark comes to: refused, true already, a copy that is in hand and scanned, or steps. */
export type MarkDecision =
  | { is: 'refused'; refusal: MarkRefusal }
  | { is: 'so' }
  | { is: 'inHand' }
  | { is: 'steps'; steps: Steps }

/**
 * 資料の状態: a copy is missing, in repair, withdrawn, lost by the patron who has it, or found again; one that was on
 * order has come to the house, and is being made ready. The hold that had it goes back to its old place in the queue. A
 * copy that a patron has lost stays theirs until that is settled or it turns up: nobody gave it back.
 */
export function decideMark({ item, holder, mark, reason, awaited }: MarkFacts): MarkDecision {
  const no = judge(item, mark)
  if (no) return { is: 'refused', refusal: { why: no } }
  if (isSo(item, mark)) return { is: 'so' }
  if (mark === 'withdrawn' && awaited > 0)
    return { is: 'refused', refusal: { why: 'lastCopyAwaited', waiting: awaited } }
  if (mark === 'found') return { is: 'inHand' }
  const owed = item.loan?.lostAt ?? null
  if (mark === 'settled') {
    const at = item.loan!.branchId
    const { status: to, currentBranchId } = item
    const step: ItemStep = { why: mark, to, currentBranchId, at, detail: reason, endsLoan: { at } }
    return { is: 'steps', steps: { ...nothing, item: step } }
  }
  if (mark === 'inProcess') {
    const { currentBranchId } = item
    return {
      is: 'steps',
      steps: { ...nothing, item: { to: mark, currentBranchId, why: mark, at: currentBranchId, detail: reason } },
    }
  }
  // What is lost on its way is lost to the house that sent it.
  const stoodAt = item.transit?.fromBranchId ?? item.currentBranchId
  const steps: Steps = {
    ...nothing,
    holds: holder ? [loses(holder.hold, item.id, mark)] : [],
    item: {
      to: mark === 'lost' ? 'missing' : mark,
      currentBranchId: stoodAt,
      at: item.loan && !owed ? item.loan.branchId : stoodAt,
      why: mark,
      detail: reason,
      endsTransit: item.transit ? 'lost' : null,
    },
  }
  return { is: 'steps', steps }
}

function judge(item: LockedItem, mark: Mark): Exclude<MarkRefusal, AwaitedRefusal>['why'] | null {
  const isLent = item.loan !== null && item.loan.lostAt === null
  if (mark === 'inProcess') return isComing(item.status) ? null : 'notOnOrder'
  if (mark === 'settled') return item.loan?.lostAt ? null : 'notLost'
  if (mark === 'lost') return item.loan ? null : 'notOnLoan'
  // What is in repair is in hand: a copy that was lost is given back first.
  if (mark !== 'found' && (isLent || (item.loan && mark === 'repair'))) return 'onLoan'
  if (item.status === 'withdrawn' && mark !== 'withdrawn' && mark !== 'found') return 'withdrawn'
  return null
}

/** Whether it is so already: pressing twice is pressing once. */
function isSo(item: LockedItem, mark: Mark): boolean {
  if (mark === 'found') return ['shelf', 'holdShelf', 'transit', 'loan'].includes(item.status)
  if (mark === 'lost') return item.loan?.lostAt !== null
  return item.status === mark
}

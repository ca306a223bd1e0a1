import type { BranchId } from '#ids.ts'
import type { ItemStatus } from '#items/rules/item.ts'
import type { BibRecord } from './bib.ts'

/** 資料の状態 as a patron reads it, the best first. */
const copyStates = [
  'available',
  'inHouse',
  'onHoldShelf',
  'inTransit',
  'onLoan',
  'inProcess',
  'onOrder',
  'inRepair',
  'missing',
] as const
export type CopyState = (typeof copyStates)[number]

export type LoanRule = 'normal' | 'audiovisual' | 'reference'

/** What a patron is told of a copy; null for one that is not there any more (除籍). */
export function shownCopy(status: ItemStatus, loanRule: LoanRule): CopyState | null {
  switch (status) {
    case 'shelf':
      return loanRule === 'reference' ? 'inHouse' : 'available'
    case 'loan':
      return 'onLoan'
    case 'holdShelf':
      return 'onHoldShelf'
    case 'transit':
      return 'inTransit'
    case 'repair':
      return 'inRepair'
    case 'missing':
    case 'onOrder':
    case 'inProcess':
      return status
    case 'withdrawn':
      return null
    default:
      return status satisfies never
  }
}

/** 所蔵: the copies of one bib at one branch that are in the same state. */
export type Copies = {
  branchId: BranchId
  state: CopyState
  loanRule: LoanRule
  count: number
  /** Of lent ones: when the first is due. */
  dueOn: Temporal.PlainDate | null
}

/** So many copies of one title a page shows. */
export const copiesMax = 1_000

/** Whether 「予約かごへ」 is offered (M12, M13): only for what is held, and not only 禁帯出. */
export type Holdability = 'holdable' | 'notHeld' | 'notForLoan'

function holdability(copies: readonly Pick<Copies, 'loanRule'>[]): Holdability {
  if (copies.length === 0) return 'notHeld'
  return copies.some(copy => copy.loanRule !== 'reference') ? 'holdable' : 'notForLoan'
}

/** 所蔵状況 of one bib: one line a branch, the best state of its copies there. */
export type Availability = {
  places: { branchId: BranchId; state: CopyState; dueOn: Temporal.PlainDate | null }[]
  /** Holds that no copy has been captured for. */
  waiting: number
  holdability: Holdability
  /** How many copies that are here can be lent, and whether one is on a shelf now: what a wait is guessed from. */
  lendable: number
  onShelf: boolean
  /** None that can be lent is here yet, and some are still to come: nobody knows how long that takes. */
  isComing: boolean
}

export function availabilityOf(copies: readonly Copies[], waiting: number): Availability {
  const best = new Map<string, { branchId: BranchId; state: CopyState; dueOn: Temporal.PlainDate | null }>()
  for (const { branchId, state, dueOn } of copies) {
    const known = best.get(branchId)
    if (!known || rank(state) < rank(known.state)) best.set(branchId, { branchId, state, dueOn })
  }
  const forLoan = copies.filter(copy => copy.loanRule !== 'reference')
  const lendable = forLoan.filter(({ state }) => !isStillToCome(state))
  return {
    places: [...best.values()].sort((one, other) => rank(one.state) - rank(other.state)),
    waiting,
    holdability: holdability(copies),
    lendable: lendable.reduce((sum, copy) => sum + copy.count, 0),
    onShelf: lendable.some(copy => copy.state === 'available'),
    isComing: lendable.length === 0 && forLoan.length > 0,
  }
}

/** 発注中, 整理中. */
export const isStillToCome = (state: CopyState): boolean => state === 'onOrder' || state === 'inProcess'

const rank = (state: CopyState) => copyStates.indexOf(state)

/** Where an electronic bib is read in the internet; null for what the library has to hold. */
export const onlineAddress = ({ kind, url }: Pick<BibRecord, 'kind' | 'url'>): string | null =>
  kind === 'electronic' && url !== null && /^https?:\/\//.test(url) ? url : null

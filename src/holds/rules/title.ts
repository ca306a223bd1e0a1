import type { BibKind } from '#catalogue/rules/bib.ts'
import type { BibId } from '#ids.ts'
import { offers, type Policy } from '#policy.ts'

/** What matters of a title to somebody who wants to reserve it. */
export type OrderedBib = {
  /** 資料区分, by which it is counted. */
  category: string
  /** Whether the city's libraries, rooms or the ネットワーク館 have a copy (M12), and whether one of them can be lent. */
  held: boolean
  lendable: boolean
  /** 非公開: whoever waits goes on waiting, and nobody else joins them. */
  hidden: boolean
  /**
   * Whether one of them may be reserved by this patron: by the table of rules, and not the newest number of a magazine.
   */
  mayBeHeld: boolean
  /** Whether a copy that is not shown to the public could serve this patron, if it were. */
  hiddenCopies: boolean
  /** The patron has an open hold on it already. */
  onHold: boolean
  /** That hold is to be cancelled by the coming night: it can be kept instead. */
  cancelApplied: boolean
  onLoan: boolean
}

/** What a title is by its copies, to a patron of a category. */
export type TitleByCopies = Pick<OrderedBib, 'category' | 'held' | 'lendable' | 'mayBeHeld'>

/** The copies of a title that are of one category: how many, and whether a patron may reserve one of them. */
export type CopiesOfCategory = { category: string; copies: number; mayBeHeld: boolean }

/**
 * The same as `bibCategory` and `holdable` say for one title in a query.
 * @param copies that are neither withdrawn nor missing, each category once, that of most copies first
 */
export function titleByCopies(kind: BibKind, copies: readonly CopiesOfCategory[]): TitleByCopies {
  const lent = copies.filter(({ category }) => category !== 'reference')
  return {
    category: kind === 'audiovisual' ? 'audiovisual' : (lent[0]?.category ?? 'normal'),
    held: copies.length > 0,
    lendable: lent.length > 0,
    mayBeHeld: lent.some(({ mayBeHeld }) => mayBeHeld),
  }
}

/** Whether a copy that can be lent stands on a shelf while nobody waits for the title. */
export type Shelved = { free: boolean }

/** Why a title itself cannot be reserved by a patron of this category. */
export type UnholdableTitle =
  | { why: 'unknownBib'; bibId: BibId }
  | ({ why: 'notHeld' } & UnfitCopies) // M13
  | ({ why: 'notForLoan' } & UnfitCopies)
  | ({ why: 'mayNotHold' } & UnfitCopies)

/** `hiddenCopies`: shown to the public again, a copy would do. A desk is told so; nobody else knows of them. */
type UnfitCopies = { bibId: BibId; hiddenCopies?: true }

/** The title is not shown to the public for now. Who applied before is taken in all the same. */
export type HiddenTitle = { why: 'hidden'; bibId: BibId }

/** Why a patron cannot reserve a title: it, or what they have of it already. */
export type TitleRefusal =
  | UnholdableTitle
  | HiddenTitle
  | { why: 'alreadyOnHold'; bibId: BibId }
  | { why: 'cancelApplied'; bibId: BibId }
  | { why: 'alreadyOnLoan'; bibId: BibId }

/**
 * Whether a patron of this category may reserve a title, whatever they have: asked by the basket, the order, the
 * counter and the night. Null: yes.
 */
export function whyUnholdable(
  bibId: BibId,
  bib: (Pick<OrderedBib, 'held' | 'lendable' | 'mayBeHeld'> & { hiddenCopies?: boolean }) | undefined,
): UnholdableTitle | null {
  if (!bib) return { why: 'unknownBib', bibId }
  const unfit: UnfitCopies = bib.hiddenCopies ? { bibId, hiddenCopies: true } : { bibId }
  if (!bib.held) return { why: 'notHeld', ...unfit } // M13
  if (!bib.lendable) return { why: 'notForLoan', ...unfit }
  return bib.mayBeHeld ? null : { why: 'mayNotHold', ...unfit }
}

/** Whether a title is hidden from whoever would order it now; null: it is not. */
export const whyHidden = (bibId: BibId, bib: Pick<OrderedBib, 'hidden'> | undefined): HiddenTitle | null =>
  bib?.hidden ? { why: 'hidden', bibId } : null

/**
 * Whether this patron may reserve a title; null: yes. There is one reason a title: what it is comes before what they
 * have.
 */
export function whyNotReserve(bibId: BibId, bib: OrderedBib | undefined): TitleRefusal | null {
  const unholdable = whyHidden(bibId, bib) ?? whyUnholdable(bibId, bib)
  if (unholdable || !bib) return unholdable
  if (bib.onHold) return { why: bib.cancelApplied ? 'cancelApplied' : 'alreadyOnHold', bibId }
  return bib.onLoan ? { why: 'alreadyOnLoan', bibId } : null
}

/** Where the library does not take holds of what is on the shelf: the patron fetches it from there. */
export type OnShelf = { why: 'onShelf'; bibId: BibId }

/** Whether a title is to be fetched from the shelf instead, on the web; null: it may be reserved. */
export const whyFromShelf = (policy: Policy, bibId: BibId, bib: Shelved | undefined): OnShelf | null =>
  bib?.free && !offers(policy, 'holdsOnShelf') ? { why: 'onShelf', bibId } : null

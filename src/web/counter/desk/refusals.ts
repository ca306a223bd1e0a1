import type { CheckOutRefusal } from '#circulation/desk/check-out.ts'
import type { RenewRefusal } from '#circulation/desk/renew.ts'
import type { LendingRefusal } from '#circulation/rules/lending.ts'
import { renewalRefusalWords } from '#machines/refusal-words.ts'
import { counterPatrons as words } from '#text/ja/counter/patrons.ts'

/** Why a copy is not lent, for the desk: every reason, the one that weighs most first. */
export const checkOutRefusalWords = (refusal: CheckOutRefusal): string =>
  [refusal, ...('besides' in refusal ? refusal.besides : [])].map(lendingRefusalWords).join(' ')

/** One reason why a copy is not lent. */
export function lendingRefusalWords(refusal: LendingRefusal | CheckOutRefusal): string {
  const { no } = words.checkOut
  switch (refusal.why) {
    case 'unknownPatron':
    case 'unknownItem':
    case 'notForLoan':
    case 'newestStays':
    case 'withdrawn':
    case 'inRepair':
    case 'heldForAnother':
      return no[refusal.why]
    case 'onLoan':
      return refusal.toThisPatron ? no.onLoanToThem : no.onLoanToAnother
    case 'tooManyLoans':
      return no.tooManyLoans(refusal.max, refusal.open)
    case 'cardStopped':
    case 'cardExpired':
    case 'overdue':
      return words.block(refusal)
    default:
      return refusal satisfies never
  }
}

/** Why a loan is not renewed. */
export const renewRefusalWords = (refusal: RenewRefusal): string =>
  renewalRefusalWords(words.renew.no, refusal, words.block)

import type { CheckOutRefusal } from '#circulation/desk/check-out.ts'
import type { MachineRefusal } from '#circulation/desk/lend-at-machine.ts'
import type { RenewRefusal } from '#circulation/desk/renew.ts'
import type { Block } from '#patrons/rules/block.ts'
import type { Text } from '#text/text.ts'

/** Why a machine does not lend. */
export const lendingWords = (words: Text['machines'], no: MachineRefusal): string =>
  no.of === 'loan' ? checkOutWords(words, no.refusal) : renewalWords(words, no.refusal)

/** Why a copy is not lent, as one may read who stands behind the patron. */
function checkOutWords(words: Text['machines'], refusal: CheckOutRefusal): string {
  const no = words.checkOut
  switch (refusal.why) {
    case 'unknownPatron':
      return words.signIn.refused
    case 'cardStopped':
    case 'cardExpired':
    case 'overdue':
      return words.blocked
    case 'inRepair':
      return no.withdrawn
    case 'onLoan':
      return refusal.toThisPatron ? no.onLoanToYou : no.onLoan
    case 'tooManyLoans':
      return no.tooManyLoans(refusal.max)
    case 'unknownItem':
    case 'notForLoan':
    case 'newestStays':
    case 'withdrawn':
    case 'heldForAnother':
      return no[refusal.why]
    default:
      return refusal satisfies never
  }
}

/** Why a loan is not renewed, as one may read who stands behind the patron. */
export const renewalWords = (words: Text['machines'], refusal: RenewRefusal): string =>
  renewalRefusalWords(words.renew, refusal, () => words.blocked)

type RenewalWords = Record<'notFound' | 'othersWait' | 'alreadyOverdue' | 'tooEarly' | 'lost', string> & {
  noRenewalsLeft(max: number): string
}

/**
 * Why a loan is not renewed, in the words of a place.
 * @param blocked how the place says what stands against the patron
 */
export function renewalRefusalWords(
  no: RenewalWords,
  refusal: RenewRefusal,
  blocked: (block: Block) => string,
): string {
  switch (refusal.why) {
    case 'notFound':
    case 'othersWait':
    case 'alreadyOverdue':
    case 'tooEarly':
    case 'lost':
      return no[refusal.why]
    case 'noRenewalsLeft':
      return no.noRenewalsLeft(refusal.max)
    case 'cardStopped':
    case 'cardExpired':
    case 'overdue':
      return blocked(refusal)
    default:
      return refusal satisfies never
  }
}

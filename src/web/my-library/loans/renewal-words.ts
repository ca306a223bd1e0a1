import type { RenewRefusal } from '#circulation/desk/renew.ts'
import type { Text } from '#text/text.ts'

/** Why a loan cannot be renewed, all reasons: the same words where it is not offered and where it is refused. */
export const notRenewedWords = (t: Text, reasons: readonly RenewRefusal[]): string =>
  reasons.map(one => wordsOf(t, one)).join(' ')

function wordsOf(t: Text, refusal: RenewRefusal): string {
  const { refusal: words } = t.myLibrary.loansPage
  switch (refusal.why) {
    case 'noRenewalsLeft':
      return words.noRenewalsLeft(refusal.max)
    case 'notFound':
    case 'othersWait':
    case 'alreadyOverdue':
    case 'lost':
    case 'tooEarly':
    case 'cardExpired':
    case 'cardStopped':
    case 'overdue':
      return words[refusal.why]
    default:
      return refusal satisfies never
  }
}

import type { OrderRefusal } from '#holds/rules/order.ts'
import type { Text } from '#text/text.ts'

/**
 * Why an order was refused, in the words of a machine: not what stands against the patron, which others may read over a
 * shoulder.
 */
export function orderWords(words: Text['machines'], refusal: OrderRefusal | { why: 'notFound' }): string {
  const no = words.hold
  switch (refusal.why) {
    case 'intakeWindow':
      return no.intakeWindow(refusal.from, refusal.until)
    case 'notHeld':
    case 'notForLoan':
    case 'alreadyOnHold':
    case 'alreadyOnLoan':
    case 'mayNotHold':
    case 'onShelf':
    case 'notOffered':
      return no[refusal.why]
    // It can be kept on the web; here the patron has a hold on it.
    case 'cancelApplied':
      return no.alreadyOnHold
    case 'copyCannotServe':
      return no.notForLoan
    // What is hidden is not there for anybody outside.
    case 'hidden':
    case 'unknownBib':
    case 'notFound':
    case 'nothingTicked':
    case 'tooFewForSeries':
    case 'enoughUnknown':
      return no.unknownItem
    case 'tooMany':
    case 'tooManyAudiovisual':
    case 'tooManyToday':
      return no[refusal.why](refusal.max)
    case 'tooManyOfCategory':
      return no.tooManyOfCategory(refusal.category, refusal.max)
    case 'cardStopped':
    case 'cardExpired':
    case 'overdue':
      return words.blocked
    case 'pickupMissing':
    case 'pickupUnknown':
    case 'pickupBookmobile':
    case 'pickupClosed':
      return no.pickup
    case 'contactNotRegistered':
      return no.contact
    default:
      return refusal satisfies never
  }
}

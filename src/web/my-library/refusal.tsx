import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { BasketRefusal } from '#holds/basket/add-to-basket.ts'
import { isIntakeTime } from '#holds/rules/intake-window.ts'
import type { OrderRefusal } from '#holds/rules/order.ts'
import type { BibId } from '#ids.ts'
import type { Text } from '#text/text.ts'
import type { Page } from '../page.ts'
import { paths } from '../paths.ts'
import { centralPhone, timeInWords } from './when.ts'

/** What a patron is told when something is refused: what is so, what to do now, and where. */
export type RefusalWords = { what: string; next: string; link?: { href: string; words: string } }

/** What the form itself lacks: an order has one contact method, and this one has none yet. */
export type FormRefusal = { why: 'contactUnknown' | 'kindUnknown' } | { why: 'numbersUnreadable'; max: number }

export type RefusalFacts = {
  titleOf: (bibId: BibId) => string
  centralPhone: string | null
  /** Whether this is a patron who has something in the basket: it is not lost. */
  hasBasket: boolean
  /** Inside the hours of the window, or after them because the night's work is not finished. */
  late: boolean
}

/** The same, from what the page knows. */
export const refusalFacts = (c: Context<Page>, titles: { bibId: BibId; title: string }[]): RefusalFacts => ({
  titleOf: bibId => titles.find(one => one.bibId === bibId)?.title ?? c.var.t.myLibrary.orderPage.unknownTitle,
  centralPhone: centralPhone(c),
  hasBasket: c.var.visitor.is === 'patron' && c.var.visitor.basketCount > 0,
  late: !isIntakeTime(c.var.library.policy.intakeWindow, c.var.library.clock.now()),
})

/** The words for every reason against an order or a basket. */
export function refusalWords(
  t: Text,
  refusal: OrderRefusal | BasketRefusal | FormRefusal,
  facts: RefusalFacts,
): RefusalWords {
  const { refusal: r } = t.holds
  const toHolds = { href: paths.holds, words: t.myLibrary.orderPage.toHolds }
  // Who has reserved nothing yet has nothing to cancel.
  const fewer = (open: number) => (open > 0 ? { next: r.tooManyNext, link: toHolds } : { next: r.tooManyAtOnceNext })
  const toLoans = { href: paths.loans, words: t.myLibrary.orderPage.toLoans }
  switch (refusal.why) {
    case 'intakeWindow':
      return { what: r.intakeWindow, next: intakeOver(t, refusal, facts) }
    case 'nothingTicked':
      return { what: r.nothingTicked, next: r.nothingTickedNext }
    case 'tooFewForSeries':
      return { what: r.tooFewForSeries, next: r.tooFewForSeriesNext }
    case 'enoughUnknown':
      return { what: r.enoughUnknown, next: r.enoughUnknownNext }
    case 'unknownBib':
      return { what: r.unknownBib, next: r.unknownBibNext }
    case 'hidden':
      return { what: r.hidden(facts.titleOf(refusal.bibId)), next: r.hiddenNext }
    case 'notHeld':
      return { what: r.notHeld(facts.titleOf(refusal.bibId)), next: r.notHeldNext }
    case 'notForLoan':
      return { what: r.notForLoan(facts.titleOf(refusal.bibId)), next: r.notForLoanNext }
    case 'alreadyOnHold':
      return { what: r.alreadyOnHold(facts.titleOf(refusal.bibId)), next: r.alreadyOnHoldNext, link: toHolds }
    case 'cancelApplied':
      return { what: r.cancelApplied(facts.titleOf(refusal.bibId)), next: r.cancelAppliedNext, link: toHolds }
    case 'copyCannotServe':
      return { what: r.copyCannotServe(facts.titleOf(refusal.bibId)), next: r.copyCannotServeNext }
    case 'alreadyOnLoan':
      return { what: r.alreadyOnLoan(facts.titleOf(refusal.bibId)), next: r.alreadyOnLoanNext, link: toLoans }
    case 'tooMany':
      return { what: r.tooMany(refusal.max, refusal.open), ...fewer(refusal.open) }
    case 'tooManyToday':
      return { what: r.tooManyToday(refusal.max, refusal.today), next: r.tooManyTodayNext }
    case 'tooManyAudiovisual':
      return { what: r.tooManyAudiovisual(refusal.max, refusal.open), ...fewer(refusal.open) }
    case 'tooManyOfCategory':
      return { what: r.tooManyOfCategory(refusal.category, refusal.max, refusal.open), ...fewer(refusal.open) }
    case 'mayNotHold':
      return { what: r.mayNotHold(facts.titleOf(refusal.bibId)), next: r.mayNotHoldNext }
    case 'onShelf':
      return { what: r.onShelf(facts.titleOf(refusal.bibId)), next: r.onShelfNext }
    case 'notOffered':
      return notOfferedWords(t, refusal.service)
    case 'cardExpired':
      return { what: r.cardExpired(t.dates.longDay(refusal.on)), next: r.cardExpiredNext }
    case 'cardStopped':
      return { what: r.cardStopped, next: r.askCentral(facts.centralPhone) }
    case 'overdue':
      return { what: r.overdue(refusal.days), next: r.overdueNext, link: toLoans }
    case 'pickupMissing':
      return { what: r.pickupMissing, next: r.pickupMissingNext }
    case 'pickupBookmobile':
      return { what: r.pickupBookmobile, next: r.pickupBookmobileNext }
    case 'pickupUnknown':
      return { what: r.pickupUnknown, next: r.pickupUnknownNext }
    case 'pickupClosed':
      return { what: r.pickupClosed, next: r.pickupClosedNext }
    case 'contactNotRegistered':
      return contactWords(t, refusal.contact)
    case 'contactUnknown':
      return { what: r.contactUnknown, next: r.contactUnknownNext }
    case 'numbersUnreadable':
      return { what: r.numbersUnreadable, next: r.numbersUnreadableNext(refusal.max) }
    case 'kindUnknown':
      return { what: r.kindUnknown, next: r.kindUnknownNext }
    case 'basketFull':
      return { what: r.basketFull(refusal.max), next: r.basketFullNext }
    default:
      return refusal satisfies never
  }
}

function intakeOver(t: Text, { from, until }: { from: string; until: string }, facts: RefusalFacts): string {
  const { refusal: r } = t.holds
  const next = facts.late ? r.intakeLateNext : r.intakeWindowNext(timeInWords(t, from), timeInWords(t, until))
  return facts.hasBasket ? r.basketKept(next) : next
}

const notOfferedWords = ({ holds: { refusal: r } }: Text, service: 'seriesHolds' | 'phoneContact'): RefusalWords =>
  service === 'seriesHolds' ? { what: r.noSeries, next: r.noSeriesNext } : { what: r.noPhone, next: r.noPhoneNext }

function contactWords(t: Text, contact: 'phone' | 'mail' | 'self'): RefusalWords {
  const { refusal: r } = t.holds
  switch (contact) {
    case 'phone':
      return { what: r.phoneNotRegistered, next: r.phoneNotRegisteredNext }
    case 'mail':
      return {
        what: r.mailNotRegistered,
        next: r.mailNotRegisteredNext,
        link: { href: paths.settings, words: t.myLibrary.orderPage.toSettings },
      }
    case 'self':
      return { what: r.contactUnknown, next: r.contactUnknownNext }
    default:
      return contact satisfies never
  }
}

/** A note that says no: what is so in bold, what to do now, a way there; every reason at once. */
export const RefusalNote = ({
  words,
  children,
}: {
  words: RefusalWords | readonly RefusalWords[]
  children?: Child
}) => (
  <div class="note ask stack tight" role="alert" tabindex={-1} autofocus>
    {[words].flat().map(one => (
      <>
        <p>
          <b>{one.what}</b>
        </p>
        <p>{one.next}</p>
        {one.link ? (
          <p>
            <a href={one.link.href}>{one.link.words}</a>
          </p>
        ) : null}
      </>
    ))}
    {children}
  </div>
)

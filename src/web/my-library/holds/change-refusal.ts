import type { Context } from 'hono'
import type { ChangePickupRefusal } from '#holds/changing/change-pickup.ts'
import type { QueueRefusal } from '#holds/changing/change-waiting.ts'
import type { ConvertRefusal } from '#holds/changing/convert-to-series.ts'
import type { GiveWayRefusal } from '#holds/wishes/give-way.ts'
import type { LengthenRefusal } from '#holds/wishes/lengthen-shelf.ts'
import type { Page } from '#web/page.ts'
import type { DayRefusal } from '../day.ts'
import { type FormRefusal, type RefusalWords, refusalFacts, refusalWords } from '../refusal.tsx'
import { centralPhone } from '../when.ts'

export type ChangeRefusal =
  | Exclude<FormRefusal, { why: 'numbersUnreadable' }>
  | ChangePickupRefusal
  | GiveWayRefusal
  | LengthenRefusal
  | QueueRefusal
  | ConvertRefusal
  | DayRefusal

/** Why a hold cannot be changed as the patron wished, and what to do now. */
export function changeRefusalWords(c: Context<Page>, refusal: ChangeRefusal): RefusalWords {
  const { t } = c.var
  const { one, cancel } = t.holds
  const ask = t.holds.refusal.askCentral(centralPhone(c))
  switch (refusal.why) {
    case 'pickupMissing':
    case 'pickupBookmobile':
    case 'contactUnknown':
    case 'kindUnknown':
    case 'pickupUnknown':
    case 'pickupClosed':
    case 'tooFewForSeries':
      return refusalWords(t, { why: refusal.why }, refusalFacts(c, []))
    case 'noSeries':
      return refusalWords(t, { why: 'notOffered', service: 'seriesHolds' }, refusalFacts(c, []))
    case 'contactNotRegistered':
      return refusalWords(t, refusal, refusalFacts(c, []))
    case 'ready':
      return { what: one.fixedReady, next: ask }
    case 'ended':
    case 'notFound':
      return { what: cancel.already, next: cancel.alreadyNext }
    case 'cancelApplied':
      return { what: one.fixedCancelling, next: cancel.alreadyNext }
    case 'nobodyBehind':
      return { what: one.nobodyBehind, next: one.nobodyBehindNext }
    case 'switchedOff':
    case 'notTold':
    case 'alreadyLengthened':
    case 'othersWait':
      return { what: one.lengthenNot[refusal.why], next: ask }
    case 'notReady':
    case 'notWaiting':
      return { what: one.fixedOther, next: ask }
    case 'differentPickup':
      return { what: one.seriesDiffers, next: one.seriesDiffersNext }
    case 'badDay':
      return { what: one.badDay, next: one.badDayNext }
    case 'dayPast':
      return { what: one.pastDay, next: one.badDayNext }
    case 'dayTooFar':
      return { what: one.tooFar, next: one.badDayNext }
    default:
      return refusal satisfies never
  }
}

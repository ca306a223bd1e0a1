import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import type { Channel, Contact, HoldKind } from './hold.ts'

/** What one press of 「予約」 asks for (M23–M24), or staff at the counter. The id comes with the form that places it. */
export type Order = {
  id: string
  kind: HoldKind
  channel: Channel
  /** In the order in which they are to be secured (M27). */
  bibIds: number[]
  pickup: PickupLocation
  contact: Contact
  /** 「予約確認メールを送信する」 (M24). */
  confirmByMail: boolean
}

/** Why an order is not accepted. All or nothing: one impossible title changes nothing and is named by its bib. */
export type OrderRefusal =
  | { why: 'intakeWindow'; from: string; until: string }
  | { why: 'nothingTicked' }
  | { why: 'tooFewForSeries' }
  | { why: 'unknownBib'; bibId: number }
  | { why: 'notHeld'; bibId: number } // M13
  | { why: 'notForLoan'; bibId: number }
  | { why: 'alreadyOnHold'; bibId: number }
  | { why: 'alreadyOnLoan'; bibId: number }
  | { why: 'tooMany'; max: number; open: number }
  | { why: 'tooManyAudiovisual'; max: number; open: number }
  | { why: 'cardExpired'; on: Temporal.PlainDate }
  | { why: 'cardStopped' }
  | { why: 'overdue'; days: number }
  | { why: 'pickupUnknown' }
  | { why: 'pickupClosed' }
  | { why: 'contactNotRegistered'; contact: Contact }

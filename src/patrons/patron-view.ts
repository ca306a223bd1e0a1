import type { PatronId } from '#ids.ts'
import type { Block } from './rules/block.ts'
import type { Category } from './rules/patron.ts'

/** A patron as the desk sees them. */
export type PatronView = {
  patronId: PatronId
  /** Null: the card was lost and no other was given. */
  cardNumber: string | null
  category: Category
  name: string
  nameReading: string
  birthDate: Temporal.PlainDate
  phone: string | null
  mail: string | null
  mailAppliedFor: string | null
  /** Was registered, and was taken away because no mail reaches it. */
  mailBounced: string | null
  postalCode: string | null
  address: string | null
  homeBranchId: string | null
  homeBranchName: string | null
  expiresOn: Temporal.PlainDate
  stoppedBecause: string | null
  /** Nobody sees a password (M11): only whether it is the 仮パスワード or the patron's own. */
  passwordKind: 'temporary' | 'own' | null
  temporaryUntil: Temporal.Instant | null
  temporaryTries: number
  /** Signing in was stopped after too many wrong passwords. */
  signInStopped: boolean
  block: Block | null
  registered: { phone: boolean; mail: boolean }
}

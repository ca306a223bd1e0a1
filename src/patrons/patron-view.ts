import type { MessageId, NoteId, PatronId } from '#ids.ts'
import type { Block } from './rules/block.ts'
import type { PatronDetails } from './rules/patron.ts'

/** 申し送り: what a desk should know when it serves a patron. */
export type PatronNote = {
  id: NoteId
  words: string
  /** The name of whose account it was; null: nobody knows any more. */
  writtenBy: string | null
  writtenAt: Temporal.Instant
}

/** ご本人への便り: one that its patron has not closed yet. */
export type PatronMessage = { id: MessageId; words: string; writtenBy: string; writtenAt: Temporal.Instant }

/** A patron as the desk sees them. */
export type PatronView = PatronDetails & {
  patronId: PatronId
  /** Null: the card was lost and no other was given. */
  cardNumber: string | null
  mailAppliedFor: string | null
  /** Was registered, and was taken away because no mail reaches it. */
  mailBounced: string | null
  homeBranchName: string | null
  expiresOn: Temporal.PlainDate
  /** When the patron last renewed the card on the web; null: never. */
  renewedByHolderAt: Temporal.Instant | null
  stoppedBecause: string | null
  /** When, and to which version of the 利用規約, they agreed; null, both: they have not. */
  agreedAt: Temporal.Instant | null
  agreedTo: string | null
  /** Nobody sees a password (M11): only whether it is the 仮パスワード or the patron's own. */
  passwordKind: 'temporary' | 'own' | null
  temporaryUntil: Temporal.Instant | null
  temporaryTries: number
  /** Signing in was stopped after too many wrong passwords. */
  signInStopped: boolean
  block: Block | null
  notes: PatronNote[]
  registered: { phone: boolean; mail: boolean }
}

import type { Block } from './rules/block.ts'

/** What became of the password, the mail address, the card or a passkey of a patron, and when. */
export type AccountChange = {
  at: Temporal.Instant
  what:
    | 'password'
    | 'reset'
    | 'mail'
    | 'mailRemoved'
    | 'passwordByMail'
    | 'cardRenewed'
    | 'passkeyAdded'
    | 'passkeyRemoved'
}

export type MyAccount = {
  name: string
  cardNumber: string | null
  expiresOn: Temporal.PlainDate
  /** 利用停止: why they can neither borrow nor reserve today. */
  block: Block | null
  phone: string | null
  mail: string | null
  /** Typed under 「設定」 and registered tomorrow morning (M44). */
  mailAppliedFor: string | null
  /** Was registered, and was taken away because no mail reaches it. */
  mailBounced: string | null
  keepsHistory: boolean
  /** Mails that they want no more of; none where nobody may choose. */
  declinedMails: string[]
  passwordSetAt: Temporal.Instant | null
  knownDevices: number
}

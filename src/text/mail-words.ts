import type { NoticeKind } from '#notices/rules/notice.ts'

/** What a mail of one kind says before the titles and what follows from its facts, and after them. */
export type MailOf = { subject: string; before: readonly string[]; after: readonly string[] }

/** What is said in one of several ways, by a code; a code that is not here is said as `else`. */
type MailByReason<Reason extends string> = Record<Reason | 'else', MailOf>

/** Every kind of notice has its words in every language, or nothing compiles. */
export type MailKinds = Record<Exclude<NoticeKind, 'closed' | 'accountChanged' | 'requestAnswered'>, MailOf> & {
  closed: MailByReason<'cancelled' | 'notNeeded' | 'borrowedMeanwhile' | 'fallTogether' | 'alreadyHave' | 'expired'>
  accountChanged: MailByReason<
    'password' | 'reset' | 'mail' | 'mailRemoved' | 'passwordByMail' | 'cardRenewed' | 'passkeyAdded' | 'passkeyRemoved'
  >
  requestAnswered: MailByReason<'considering' | 'ordered' | 'borrowing' | 'held' | 'declined'>
}

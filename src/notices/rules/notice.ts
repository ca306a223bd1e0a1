import type { CancelReason } from '#holds/rules/changing/cancel-reason.ts'
import type { Contact } from '#holds/rules/hold.ts'
import type { HoldId, PatronId } from '#ids.ts'

/**
 * 連絡の種類: 予約確認, 用意できました, 取り置き期限が延びました, ご用意できなくなりました, 登録完了, 取消・期限切れ, 返却期限, 延滞,
 * 取り置き期限, 新しく入った資料, リクエストのお返事, 登録の変更, 読みたい本が借りられます,
 * パスワードを決めるアドレス, 貸出レシート.
 */
export type NoticeKind =
  | 'orderPlaced'
  | 'ready'
  | 'shelfMoved'
  | 'unavailable'
  | 'mailRegistered'
  | 'closed'
  | 'dueSoon'
  | 'overdue'
  | 'shelfEnding'
  | 'arrivals'
  | 'accountChanged'
  | 'requestAnswered'
  | 'borrowable'
  | 'passwordLink'
  | 'lent'

/** What a notice says, without its wording (text/ has that) and without the patron's number. Dates are ISO days. */
export type NoticeFacts = {
  titles: string[]
  pickup?: string
  pickUpBy?: string
  /** Of a stop of the bookmobile: when it comes until then, with the hour at which it does. */
  visits?: { day: string; arrives: string }[]
  dueOn?: string
  /** Of what was lent: when the title at the same place is due. */
  dueEach?: string[]
  /**
   * Why a hold ended: a refusal's code, 'cancelled', 'expired'; what changed of an account: 'password', 'reset',
   * 'mail', 'mailRemoved', 'passwordByMail', 'cardRenewed', 'passkeyAdded', 'passkeyRemoved'.
   */
  reason?: string
  /** What staff chose to tell of a cancellation. */
  because?: CancelReason
  /** What the library says in its own words. */
  answer?: string
  /** Of a link to a new password: half of its secret, of which nobody makes the other without our keys. */
  half?: string
  /** Of arrivals: what came in for each search of the name that stands at the same place among the titles. */
  arrived?: { count: number; newest: string[] }[]
}

/** A notice to be written in the transaction of its cause. `contact` 'self' writes nothing. */
export type NewNotice = {
  kind: NoticeKind
  /** Which event it tells of; the same key is never told twice, e.g. 'ready:hold:17:2026-11-24'. */
  dedupeKey: string
  patronId: PatronId
  holdId: HoldId | null
  contact: Contact
  /** The address of before, where what is told is that it is another one now; that to which a link was asked for. */
  to?: string
  facts: NoticeFacts
  /** Not told before this day: nobody could come. */
  notBefore?: Temporal.PlainDate
}

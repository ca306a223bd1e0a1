import type { CancelReason } from '#holds/rules/changing/cancel-reason.ts'
import type { Contact } from '#holds/rules/hold.ts'
import type { HoldId, PatronId } from '#ids.ts'

/** 連絡の種類. */
export type NoticeKind = NoticeContent['kind']

/**
 * What a notice says: of each kind its facts, without their wording (text/ has that) and without the patron's number.
 * Dates are ISO days.
 */
export type NoticeContent =
  /** 予約確認, ご用意できなくなりました, 登録完了, 読みたい本が借りられます. */
  | { kind: 'orderPlaced' | 'unavailable' | 'mailRegistered' | 'borrowable'; facts: { titles: string[] } }
  /** 調べもの相談にお答えしました: that there is an answer, and nothing of it; there are no titles. */
  | { kind: 'questionAnswered'; facts: { titles: string[] } }
  /** 用意できました, 取り置き期限が延びました, 取り置き期限. */
  | { kind: 'ready' | 'shelfMoved' | 'shelfEnding'; facts: ShelfNoticeFacts }
  /** 返却期限, 延滞. */
  | { kind: 'dueSoon' | 'overdue'; facts: { titles: string[]; dueOn: string } }
  /** 取消・期限切れ: why a hold ended (a refusal's code, 'cancelled', 'expired'), and what staff chose to tell of it. */
  | { kind: 'closed'; facts: { titles: string[]; reason: string; because?: CancelReason } }
  /** リクエストのお返事: what it has become, and what the library says in its own words. */
  | { kind: 'requestAnswered'; facts: { titles: string[]; reason: string; answer?: string } }
  /** 登録の変更: what changed, by its code ('password', 'passkeyAdded', …: patrons/account.ts has them all). */
  | { kind: 'accountChanged'; facts: { titles: string[]; reason: string } }
  /** 新しく入った資料: what came in for each search of the name that stands at the same place among the titles. */
  | { kind: 'arrivals'; facts: { titles: string[]; arrived: { count: number; newest: string[] }[] } }
  /** パスワードを決めるアドレス: half of its secret, of which nobody makes the other without our keys. */
  | { kind: 'passwordLink'; facts: { titles: string[]; half: string } }
  /** 貸出レシート: when each title is due, at the same place as the title. */
  | { kind: 'lent'; facts: { titles: string[]; dueEach: string[] } }

/** Place and last day of what stands on the hold shelf; the day is looked at when it is told, if not before. */
export type ShelfNoticeFacts = {
  titles: string[]
  pickup: string
  pickUpBy?: string
  /** Of a stop of the bookmobile: when it comes until then, with the hour at which it does. */
  visits?: { day: string; arrives: string }[]
}

/** A notice to be written in the transaction of its cause. `contact` 'self' writes nothing. */
export type NewNotice = NoticeContent & {
  /** Which event it tells of; the same key is never told twice, e.g. 'ready:hold:17:2026-11-24'. */
  dedupeKey: string
  patronId: PatronId
  holdId: HoldId | null
  contact: Contact
  /** The address of before, where what is told is that it is another one now; that to which a link was asked for. */
  to?: string
  /** Not told before this day: nobody could come. */
  notBefore?: Temporal.PlainDate
}

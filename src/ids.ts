import { assert } from '#std/assert.ts'

/**
 * What rows go by, each kind a type of its own: the number of a patron does not compile where that of a bib is wanted.
 * Rows read from the database have these types already (schema.ts gives them to every column that names such a row).
 * A number that comes from outside (an address, a form, a message of a machine) is made one by the function of its
 * kind, once it has been read; whether there is such a row only the database knows.
 */
declare const kind: unique symbol
type Id<Kind extends string, Written = number> = Written & { readonly [kind]: Kind }

/** 書誌 */
export type BibId = Id<'bib'>
export const BibId = maker<BibId>()

/** 資料: one copy. */
export type ItemId = Id<'item'>
export const ItemId = maker<ItemId>()

/** 利用者 */
export type PatronId = Id<'patron'>
export const PatronId = maker<PatronId>()

/** 予約 */
export type HoldId = Id<'hold'>
export const HoldId = maker<HoldId>()

/** 貸出 */
export type LoanId = Id<'loan'>
export const LoanId = maker<LoanId>()

/** 職員: an account. */
export type StaffId = Id<'staff'>
export const StaffId = maker<StaffId>()

/** 連絡 */
export type NoticeId = Id<'notice'>
export const NoticeId = maker<NoticeId>()

/** 保存した検索 */
export type SavedSearchId = Id<'saved search'>
export const SavedSearchId = maker<SavedSearchId>()

/** 館内蔵書検索機, 自動貸出機: a registered computer. */
export type TerminalId = Id<'terminal'>
export const TerminalId = maker<TerminalId>()

/** 申し送り: what a machine or a counter reported afterwards. */
export type ReportId = Id<'report'>
export const ReportId = maker<ReportId>()

/** 予定（設定） */
export type PlannedChangeId = Id<'planned change'>
export const PlannedChangeId = maker<PlannedChangeId>()

/** パスキー */
export type PasskeyId = Id<'passkey'>
export const PasskeyId = maker<PasskeyId>()

/** 読みとり: a line in the column of a desk. */
export type ScanId = Id<'scan'>
export const ScanId = maker<ScanId>()

/** 予約申込: what one press of 「予約」 asked for. The form that places it brings its number. */
export type OrderId = Id<'order', string>
export const OrderId = (read: string): OrderId => read as OrderId

/** リクエスト */
export type RequestId = Id<'request', string>
export const RequestId = (read: string): RequestId => read as RequestId

/** 調べもの相談 */
export type QuestionId = Id<'question', string>
export const QuestionId = (read: string): QuestionId => read as QuestionId

/** 読みたい本: a list. */
export type WishListId = Id<'wish list', string>
export const WishListId = (read: string): WishListId => read as WishListId

/** 特集 */
export type ThemeId = Id<'theme', string>
export const ThemeId = (read: string): ThemeId => read as ThemeId

/** お知らせ of the top page. */
export type NewsId = Id<'news', string>
export const NewsId = (read: string): NewsId => read as NewsId

/** ページの間違いのお知らせ */
export type MistakeId = Id<'mistake', string>
export const MistakeId = (read: string): MistakeId => read as MistakeId

/** 下書き: what the sources said to an ISBN. */
export type DraftId = Id<'draft', string>
export const DraftId = (read: string): DraftId => read as DraftId

/** 申し送り: a note at a patron. */
export type NoteId = Id<'note', string>
export const NoteId = (read: string): NoteId => read as NoteId

/** ご本人への便り */
export type MessageId = Id<'message', string>
export const MessageId = (read: string): MessageId => read as MessageId

/** 利用登録の申し込み */
export type PreRegistrationId = Id<'pre-registration', string>
export const PreRegistrationId = (read: string): PreRegistrationId => read as PreRegistrationId

/** 館: the short name by which a branch goes in addresses, tables and the settings. */
export type BranchId = Id<'branch', string>
export const BranchId = (read: string): BranchId => read as BranchId

/** 巡回場所: the same of a stop of the bookmobile. */
export type StopId = Id<'stop', string>
export const StopId = (read: string): StopId => read as StopId

/** 0 is the number of nothing: what an address or a form gives that holds no number. */
function maker<Made extends number>(): (read: number) => Made {
  return read => {
    assert(Number.isSafeInteger(read) && read >= 0, 'what numbers a row is a whole number')
    return read as Made
  }
}

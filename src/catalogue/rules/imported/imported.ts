import type { Coming } from '#items/rules/item.ts'
import type { Authority } from '../authority/authority.ts'
import type { BibRecord } from '../bib.ts'
import { readDay } from './days.ts'

/** 貸出区分, 資料区分: the code of an item category of the library, as 'normal', 'audiovisual', 'reference' (禁帯出). */
export type LoanRule = string

/** 資料 as an import names it: the branch is the library's own code or name and is looked up when it is stored. */
export type ImportedItem = {
  /** 資料コード, as text: leading zeros count. */
  barcode: string
  /** 館: its code, its name or its short name. */
  branch: string
  /** 排架場所, e.g. '児童', '郷土'. */
  location: string | null
  /** 請求記号, e.g. '913.6/ﾅ/'. */
  callNumber: string | null
  loanRule: LoanRule
  /** 発注中, 整理中: it is not here yet. Left out: it is, or the source does not say. */
  coming?: Coming
  /** 受入日; null when the source does not say, or not so that it can be read. */
  joinedOn: Temporal.PlainDate | null
  /** The source says a day that cannot be read: the copy is not taken for a new one. */
  joinedUnread?: true
  /** What of the copy was guessed or lost. */
  doubts?: Doubt[]
}

/**
 * What was made of a value that is not what it should be; `lost` when nothing could be made of it. A sentence with
 * field and value.
 */
export type Doubt = { is: 'guessed' | 'lost'; text: string }

/**
 * The copy of a barcode, a day and a state as the source writes them; null when the barcode is damaged beyond repair,
 * or when the copy is never to come.
 */
export function itemSaid(
  said: { barcode: string; joinedOn: string | null; state: string | null },
  rest: Omit<ImportedItem, 'barcode' | 'coming' | 'joinedOn' | 'joinedUnread' | 'doubts'>,
): { item: ImportedItem | null; doubts: Doubt[] } {
  const barcode = said.barcode.normalize('NFKC').trim()
  if (/^\d(?:\.\d+)?E\+\d+$/i.test(barcode)) {
    const text = `The barcode "${said.barcode}" was damaged by a spreadsheet; the copy is left out.`
    return { item: null, doubts: [{ is: 'lost', text }] }
  }
  const state = said.state ?? ''
  if (isNeverToCome.test(state)) {
    const text = `The copy ${barcode.slice(0, 40)} is not to come ("${state.slice(0, 40)}"); it is left out.`
    return { item: null, doubts: [{ is: 'lost', text }] }
  }
  const doubts: Doubt[] = []
  if (barcode !== said.barcode)
    doubts.push({ is: 'guessed', text: `The barcode "${said.barcode}" is read as ${barcode}.` })
  const day = readDay(said.joinedOn)
  if (day.is === 'unread')
    doubts.push({
      is: 'lost',
      text: `The day "${said.joinedOn!.slice(0, 40)}" on which the copy ${barcode.slice(0, 40)} joined cannot be read; it is not taken for a new one.`,
    })
  if (day.is === 'day' && day.serial)
    doubts.push({
      is: 'guessed',
      text: `The day "${said.joinedOn}" on which the copy ${barcode.slice(0, 40)} joined is read as ${day.day}.`,
    })
  const item: ImportedItem = {
    barcode,
    ...rest,
    ...comingSaid(state),
    joinedOn: day.is === 'day' ? day.day : null,
    ...(day.is === 'unread' ? { joinedUnread: true as const } : {}),
    ...(doubts.length > 0 ? { doubts } : {}),
  }
  return { item, doubts: [] }
}

/** What one record of an import asks for, or in plain words why it could not be read. */
export type Read =
  | { is: 'bib'; bib: BibRecord; items: ImportedItem[]; doubts?: Doubt[] }
  /** Copies of a bib that came, or comes, from elsewhere. */
  | { is: 'copies'; sourceKey: string; items: ImportedItem[]; doubts?: Doubt[] }
  | { is: 'deletion'; sourceKey: string }
  | { is: 'merge'; sourceKey: string; into: string }
  | { is: 'authority'; authority: Authority }
  | { is: 'authorityDeletion'; sourceKey: string }
  | { is: 'unreadable'; error: string }

export const unreadable = (error: string): Read => ({ is: 'unreadable', error })

/** Readings beside what they are of; none at all when none is said. */
export const saidReadings = (readings: string[]): string[] => (readings.some(reading => reading !== '') ? readings : [])

/** An agency is what a number belongs to (MARC 003): the same number of two agencies is two bibs. */
export const sourceKeyOf = (agency: string, number: string): string => `${agency}:${number}`

/** The two of a key again. */
export const keyParts = (sourceKey: string): { agency: string; id: string } => {
  const colon = sourceKey.indexOf(':')
  return { agency: sourceKey.slice(0, colon), id: sourceKey.slice(colon + 1) }
}

/**
 * 貸出区分 in the words of our own export, of Koha's item types and of Japanese library systems. What looks like a code
 * stays as it is: whether the library has such a category is for its description to say.
 */
export function readLoanRule(text: string | null): LoanRule {
  if (!text) return 'normal'
  if (/禁帯出|館内|帯出禁止|貸出不可|参考|^ref/i.test(text)) return 'reference'
  if (/視聴覚|^av|audiovisual|dvd|^cd|ビデオ/i.test(text)) return 'audiovisual'
  return /^[a-z][a-z0-9-]{0,30}$/.test(text) ? text : 'normal'
}

/**
 * Whether a copy is still to come, in the words of our own export, of Koha (952 $7, -1) and of Japanese library
 * systems; what else is said of its state is for the counter to say.
 */
function comingSaid(text: string): Pick<ImportedItem, 'coming'> {
  if (/^-1$|発注|注文|未着|on ?order|^ordered/i.test(text)) return { coming: 'onOrder' }
  return /整理中|準備中|受入中|装備中|in ?process/i.test(text) ? { coming: 'inProcess' } : {}
}

/** An order that was cancelled, or that nobody has given yet. */
const isNeverToCome = /(?:発注|注文).{0,3}(?:取消|取り消|キャンセル|中止)|未発注|cancel+ed/i

/** A date as printed in which no year is seen, though it does not say that there is none. */
export const undated = (year: number | null, date: string | null): Doubt[] =>
  year === null && date !== null && !isUndated.test(date)
    ? [{ is: 'lost', text: `No year is seen in the date "${date.slice(0, 40)}"; it stays as it is printed.` }]
    : []

/** [出版年不明], n.d.: the source says that it does not know either. */
const isUndated = /不明|未詳|^\[?\s*(?:n\.?\s*d\.?|s\.?\s*a\.?|-+|刊年なし)\s*\]?$/i

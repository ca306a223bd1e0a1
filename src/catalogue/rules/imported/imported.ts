import type { Authority } from '../authority/authority.ts'
import type { BibRecord } from '../bib.ts'

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
  /** 受入日; null when the source does not say. */
  joinedOn: Temporal.PlainDate | null
}

/** What one record of an import asks for, or in plain words why it could not be read. */
export type Read =
  | { is: 'bib'; bib: BibRecord; items: ImportedItem[] }
  /** Copies of a bib that came, or comes, from elsewhere. */
  | { is: 'copies'; sourceKey: string; items: ImportedItem[] }
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
 * 貸出区分 in the words of our own export, of Koha's item types and of Japanese library systems. What looks like a code stays as it is:
 * whether the library has such a category is for its description to say.
 */
export function readLoanRule(text: string | null): LoanRule {
  if (!text) return 'normal'
  if (/禁帯出|館内|帯出禁止|貸出不可|参考|^ref/i.test(text)) return 'reference'
  if (/視聴覚|^av|audiovisual|dvd|^cd|ビデオ/i.test(text)) return 'audiovisual'
  return /^[a-z][a-z0-9-]{0,30}$/.test(text) ? text : 'normal'
}

/** 受入日 as 2024-04-01, 2024/4/1, 2024.4.1, 20240401 or 2024年4月1日; null for anything else. */
export function readDay(text: string | null): Temporal.PlainDate | null {
  const found = /^\s*(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d))(?:[ T].*)?$/.exec(text ?? '')
  if (!found) return null
  const [, year, month, day, month2, day2] = found
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month ?? month2), day: Number(day ?? day2) },
      { overflow: 'reject' },
    )
  } catch {
    return null
  }
}

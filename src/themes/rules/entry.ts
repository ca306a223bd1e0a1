import { readIsbn } from '#catalogue/rules/isbn.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import type { BibId } from '#ids.ts'
import { lineCharactersMax, readLine, titlesMax } from './theme.ts'

/** A line of what was typed to name titles: by which number, and what the library says of it. */
export type Entry = {
  /** Which line of the field it is, counted from 1. */
  at: number
  /** The number as it was typed, to be said again. */
  typed: string
  /** As a copy may have it. */
  barcode: string | null
  isbn13: string | null
  bibNumber: number | null
  line: string | null
}

/** Why nothing was added. Those with `at` are about one line. */
export type EntryRefusal =
  | { why: 'nothing' }
  | { why: 'tooMany'; max: number }
  | { why: 'unknown'; at: number; typed: string }
  | { why: 'several'; at: number; typed: string; bibIds: readonly BibId[] }
  | { why: 'lineTooLong'; at: number; typed: string; max: number }

/**
 * 書誌番号, ISBN or 資料コード at the beginning of each line, and behind a space what is said of the title. A number that may
 * be read in several ways is all of them, but for one that says which it is: 「書誌番号 12」, 「#12」, 「ISBN 4-…」.
 */
export function readEntries(typed: string): Entry[] {
  return typed.split(/\r\n|\r|\n/).flatMap((text, index) => {
    const [, says = '', number, line = ''] =
      /^\s*((?:書誌番号|書誌|[#＃]|[IＩ][SＳ][BＢ][NＮ])\s*[:：]?)?\s*([^\s,、]+)[\s,、]*(.*)$/isu.exec(text) ?? []
    if (!number) return []
    const isbn = readIsbn(number)
    const plain = readBarcode(number)
    const isBib = /^\d{1,15}$/.test(plain) && Number(plain) > 0
    const saysBib = /^(書誌|[#＃])/u.test(says)
    const saysIsbn = says !== '' && !saysBib
    const entry = {
      at: index + 1,
      typed: `${says}${says.length > 1 ? ' ' : ''}${number}`,
      barcode: says === '' ? plain : null,
      isbn13: saysBib ? null : (isbn?.isbn13 ?? null),
      bibNumber: saysIsbn || !isBib ? null : Number(plain),
      line: readLine(line),
    }
    return [entry]
  })
}

/**
 * Which titles are named, each once, in their order; or everything that is wrong.
 * @param found the bibs that each line may mean, by the number of the line
 * @param present what stands on the list already: it may be named again, with another line
 */
export function judgeEntries(
  entries: readonly Entry[],
  found: ReadonlyMap<number, ReadonlySet<BibId>>,
  present: ReadonlySet<BibId>,
): { named: Map<BibId, string | null>; refusals: EntryRefusal[] } {
  const refusals: EntryRefusal[] = []
  const named = new Map<BibId, string | null>()
  for (const { at, typed, line } of entries) {
    const bibIds = [...(found.get(at) ?? [])]
    if (bibIds.length === 0) refusals.push({ why: 'unknown', at, typed })
    if (bibIds.length > 1) refusals.push({ why: 'several', at, typed, bibIds })
    if (line !== null && [...line].length > lineCharactersMax)
      refusals.push({ why: 'lineTooLong', at, typed, max: lineCharactersMax })
    const [bibId] = bibIds
    if (bibId !== undefined) named.set(bibId, line ?? named.get(bibId) ?? null)
  }
  if (entries.length === 0) refusals.push({ why: 'nothing' })
  if (new Set([...present, ...named.keys()]).size > titlesMax) refusals.push({ why: 'tooMany', max: titlesMax })
  return { named, refusals }
}

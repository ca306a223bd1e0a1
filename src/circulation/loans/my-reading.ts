import type { LoanId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { dayOf, instantAt } from '#time/clock.ts'
import {
  countReadings,
  firstBorrowed,
  keepsRecord,
  loadBorrowed,
  loadReading,
  loadReadings,
  type Reading,
} from './reading-store.ts'

export type { Reading }

/** One page of a 読書記録; `kept` false: the patron has not asked for one. */
export type MyReading = { kept: boolean; readings: Reading[]; total: number; page: number; pages: number }

export const readingsOnPage = 50
/** More than anybody borrows in a life; a file has room for it. */
const allMax = 50_000

/** 読書記録: what a patron who asked for a record has returned, the latest first. */
export async function myReading(library: Library, patronId: PatronId, page: number): Promise<MyReading> {
  const { db } = library
  const [kept, total, readings] = await Promise.all([
    keepsRecord(db, patronId),
    countReadings(db, patronId),
    loadReadings(db, patronId, { offset: (page - 1) * readingsOnPage, limit: readingsOnPage }),
  ])
  return { kept, readings, total, page, pages: Math.max(1, Math.ceil(total / readingsOnPage)) }
}

/** All of it, the latest first: for a file of one's own. */
export const allMyReading = (library: Library, patronId: PatronId): Promise<Reading[]> =>
  loadReadings(library.db, patronId, { offset: 0, limit: allMax })

/** One line of it; null when it is not in this patron's record. */
export const myReadingOf = (library: Library, patronId: PatronId, loanId: LoanId): Promise<Reading | null> =>
  loadReading(library.db, patronId, loanId)

/**
 * 読書通帳: what was borrowed in a year, the earliest first, and the years that have any. Without a record, what is on loan
 * now.
 */
export async function myPassbook(
  library: Library,
  patronId: PatronId,
  asked: number | null,
): Promise<{ kept: boolean; year: number; years: number[]; lines: Reading[] }> {
  const { db, clock } = library
  const thisYear = dayOf(clock.now()).year
  const [kept, first] = await Promise.all([keepsRecord(db, patronId), firstBorrowed(db, patronId)])
  const firstYear = first ? Math.min(dayOf(first).year, thisYear) : thisYear
  const years = Array.from({ length: thisYear - firstYear + 1 }, (_, n) => thisYear - n)
  const year = asked !== null && years.includes(asked) ? asked : thisYear
  const newYear = (of: number) => instantAt(Temporal.PlainDate.from({ year: of, month: 1, day: 1 }), '00:00')
  const lines = await loadBorrowed(db, patronId, { from: newYear(year), until: newYear(year + 1) }, allMax)
  return { kept, year, years, lines }
}

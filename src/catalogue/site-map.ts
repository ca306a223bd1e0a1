import type { BibId } from '#ids.ts'
import type { Library } from '#library.ts'
import { highestNumber, loadPageNumbers } from './bib-store.ts'

/** A site map may have 50,000 addresses; a part holds the bibs of so many numbers. */
const numbersOfPart = 40_000

/** How many parts the site map has. */
export const siteMapParts = async (library: Library): Promise<number> =>
  Math.ceil(((await highestNumber(library.readDb)) + 1) / numbersOfPart)

/** The bibs of one part, with the day of their last change. */
export const siteMapPart = (library: Library, part: number): Promise<{ id: BibId; changedAt: Temporal.Instant }[]> =>
  loadPageNumbers(library.readDb, part * numbersOfPart, (part + 1) * numbersOfPart)

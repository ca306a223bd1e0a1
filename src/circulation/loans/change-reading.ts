import type { LoanId, PatronId } from '#ids.ts'
import { cutReadings, saveOwnNote } from '#items/loan-store.ts'
import type { Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { readOwnNote } from '../rules/own-note.ts'

/** Writes, changes or (with nothing) wipes the note to a line of a patron's 読書記録. */
export async function noteReading(
  library: Library,
  patronId: PatronId,
  loanId: LoanId,
  typed: string,
): Promise<Outcome<null, { why: 'noteTooLong'; charactersMax: number } | { why: 'notFound' }>> {
  const note = readOwnNote(typed)
  if (!note.ok) return note
  const saved = await saveOwnNote(library.db, patronId, loanId, note.value)
  return saved ? done(null) : refused({ why: 'notFound' })
}

/**
 * Takes a line out of a patron's 読書記録, or all of them, at once and for good: the loan loses their name and the note.
 * What is out already is out. A fulfilled hold of it goes with the next night.
 * @returns how many lines went
 */
export const forgetReading = (library: Library, patronId: PatronId, loanId: LoanId | 'all'): Promise<number> =>
  cutReadings(library.db, patronId, loanId === 'all' ? null : loanId)

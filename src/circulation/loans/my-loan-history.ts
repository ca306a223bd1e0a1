import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { loadPastLoans, type PastLoan } from './history-store.ts'

export type { PastLoan }

/** これまでに借りた資料, the newest first; null for a patron who has not asked for a history to be kept. */
export const myLoanHistory = (library: Pick<Library, 'db'>, patronId: PatronId): Promise<PastLoan[] | null> =>
  loadPastLoans(library.db, patronId, 300)

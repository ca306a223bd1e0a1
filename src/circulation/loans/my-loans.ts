import type { Library } from '#library.ts'
import type { Loan } from './loan-store.ts'
import { loansOfPatron } from './loans-of-patron.ts'

/** One row of 貸出状況: with what the patron may do now. */
export type MyLoan = Loan & { overdueDays: number; renewalsMax: number; mayRenew: boolean }

/** 貸出状況: the open loans of a patron, the one that is due first on top. */
export async function myLoans(library: Library, patronId: number): Promise<MyLoan[]> {
  return loansOfPatron(library, patronId)
}

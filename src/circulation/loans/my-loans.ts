import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { loansOfPatron, type MyLoan } from './loans-of-patron.ts'

/** 貸出状況: the open loans of a patron, the one that is due first on top. */
export async function myLoans(library: Library, patronId: PatronId): Promise<MyLoan[]> {
  return loansOfPatron(library, patronId)
}

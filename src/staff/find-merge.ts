import type { Tx } from '#database/database.ts'
import { loadLastMerge } from './audit-read-store.ts'
import type { FoundMerge } from './found-merge.ts'

/** The merge in which a record or a patron went over; null when a list of an import did it. */
export const findMerge = (tx: Tx, did: 'mergeBibs' | 'mergePatrons', from: number): Promise<FoundMerge | null> =>
  loadLastMerge(tx, did, from)

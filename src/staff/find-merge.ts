import type { Database } from '#database/database.ts'
import { type FoundMerge, loadLastMerge } from './audit-read-store.ts'

/** The merge in which a record or a patron went over; null when a list of an import did it. */
export const findMerge = (tx: Database, did: 'mergeBibs' | 'mergePatrons', from: number): Promise<FoundMerge | null> =>
  loadLastMerge(tx, did, from)

import type { Database } from '#database/database.ts'
import type { ItemId, PatronId } from '#ids.ts'
import { storySince } from './report-store.ts'
import { judgeReport, type Reported } from './rules/report.ts'

/** A report that changes nothing: things are as it says, or have changed since. */
export class NotCarriedOut extends Error {
  readonly judged: 'alreadySo' | 'changedSince'
  constructor(judged: 'alreadySo' | 'changedSince') {
    super(judged)
    this.judged = judged
  }
}

/**
 * Asks whether a report can still be carried out on a copy, whose row is best locked.
 * @throws NotCarriedOut
 */
export async function judgeOnCopy(
  db: Database,
  copy: { id: ItemId; onLoanTo: PatronId | null },
  reported: Pick<Reported, 'what' | 'at'>,
  by: { actor: string; patronId: PatronId | null },
): Promise<void> {
  const story = await storySince(db, copy.id, reported.at)
  const judged = judgeReport(reported, { onLoanTo: copy.onLoanTo, story }, by)
  if (judged !== 'carryOut') throw new NotCarriedOut(judged)
}

import type { Tx } from '#database/database.ts'
import type { LockedItem } from '#items/rules/item.ts'
import type { Verdict } from '../rules/scan.ts'

/** A scan that is told afterwards: what is asked and written with it, in its transaction. */
export type Afterwards = {
  /** The day on which it was scanned: by that day a loan is judged, and from it on its time runs. */
  on: Temporal.PlainDate
  /** Asked under the locks of the copy, before anything is decided; throws when nothing is to be done any more. */
  judge(tx: Tx, item: LockedItem): Promise<void>
  /**
   * One statement, with which the transaction ends.
   * @param item as it was before
   * @param verdict null for a loan
   */
  note(tx: Tx, item: LockedItem, verdict: Verdict | null): Promise<void>
}

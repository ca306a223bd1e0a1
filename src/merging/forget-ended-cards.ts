import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { findEndedCards, isEndedCard } from '#patrons/desk/ended-card-store.ts'
import { crashPoint } from '#std/crash-point.ts'
import { forgetLocked } from './forget-patron.ts'
import { forgottenBefore } from './rules/ended-card.ts'

/**
 * A step of the night: whose card ended as many years ago as the library has decided, and of whom nothing is open, is
 * forgotten as if they had left (登録抹消). One transaction each, judged again under its lock: who comes back in that
 * moment stays.
 */
export async function forgetEndedCards(
  library: Library,
  { day, now, limit }: { day: Temporal.PlainDate; now: Temporal.Instant; limit: number },
): Promise<{ did: number; report: { patrons: number } }> {
  const before = forgottenBefore(library.policy, day)
  const found = before === null ? [] : await findEndedCards(library.db, before, limit)
  let patrons = 0
  for (const patronId of found) {
    const forgotten = await transact(library.db, tx =>
      forgetLocked(tx, { login: 'night' }, patronId, now, () => isEndedCard(tx, patronId, before!)),
    )
    if (forgotten.ok) patrons++
    crashPoint('forgetEndedCards:forgotten')
  }
  // Who is no more of them is not found again; a batch that forgot nobody has nothing left.
  return { did: patrons, report: { patrons } }
}

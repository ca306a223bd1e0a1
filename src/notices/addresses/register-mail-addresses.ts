import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { instantAt } from '#time/clock.ts'
import { writeNotices } from '../write-notices.ts'
import { loadApplicationsWithoutNotice } from './mail-application-store.ts'

/**
 * A step of the night (M44): writes the 登録完了メール for addresses typed before the window of `day`. The address is
 * registered when the mail server has taken that mail, not before.
 */
export async function registerMailAddresses(
  library: Library,
  { day, now, limit }: { day: Temporal.PlainDate; now: Temporal.Instant; limit: number },
): Promise<{ did: number; report: { written: number } }> {
  const { policy } = library
  const before = instantAt(day, policy.intakeWindow.from)
  const done = await transact(library.db, async tx => {
    const applications = await loadApplicationsWithoutNotice(tx, before, limit)
    return await writeNotices(
      tx,
      { now, policy },
      applications.map(({ patronId, dedupeKey }) => ({
        kind: 'mailRegistered',
        dedupeKey,
        patronId,
        holdId: null,
        contact: 'mail',
        facts: { titles: [] },
      })),
    )
  })
  return { did: done, report: { written: done } }
}

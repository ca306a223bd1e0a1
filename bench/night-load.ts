import { onOneConnection, sql } from '#database/database.ts'
import { runNight } from '#nightly/run.ts'
import type { Log } from '#std/log.ts'
import { zone } from '#time/clock.ts'
import { type BenchLibrary, fillHolds, type Sizes } from './town.ts'

export type NightMeasured = { seconds: number; steps: { step: string; counted: number; seconds: number }[] }

/** A night with much to do: applications and cancellations of a large city, taken in by the real run. */
export async function playNight(
  library: BenchLibrary,
  sizes: Sizes,
  work: { applications: number; cancellations: number },
  say: (text: string) => void,
): Promise<NightMeasured> {
  await onOneConnection(library.db, async db => {
    await sql`set statement_timeout = 0`.execute(db)
    await sql`set session_replication_role = replica`.execute(db)
    const at = library.clock.now().subtract({ hours: 10 })
    await fillHolds(db, sizes, { state: 'cancelApplied', count: work.cancellations, at })
    await fillHolds(db, sizes, { state: 'applied', count: work.applications, at })
    await sql`set session_replication_role = default`.execute(db)
    await sql`analyze hold, hold_order, hold_event`.execute(db)
    await sql`reset statement_timeout`.execute(db)
  })
  const day = library.clock.now().toZonedDateTimeISO(zone).toPlainDate()
  const steps: NightMeasured['steps'] = []
  const begun = performance.now()
  let since = begun
  // A step says when it has ended, also one that only counts.
  const info: Log['info'] = (event, said) => {
    const now = performance.now()
    if (event === 'night step') steps.push({ step: said!.step!, counted: said!.count!, seconds: (now - since) / 1000 })
    since = now
  }
  const outcome = await runNight({ ...library, log: { ...library.log, info } }, day)
  if (outcome.is !== 'finished') say(`the night did not finish: ${outcome.is}`)
  return { seconds: (performance.now() - begun) / 1000, steps }
}

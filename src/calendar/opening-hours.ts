import type { Library } from '#library.ts'
import { keptOr } from '#std/kept.ts'
import { dayOf, timeOf } from '#time/clock.ts'
import { type BranchOpening, loadOpenings } from './calendar-store.ts'

/** The hours of every branch on a day, and whether it is open at this moment (「開館中」). */
export async function openingHours(
  library: Library,
  day: Temporal.PlainDate,
): Promise<(BranchOpening & { isOpenNow: boolean })[]> {
  const now = library.clock.now()
  const isToday = dayOf(now).equals(day)
  const time = timeOf(now)
  return (await keptOr(library.kept, `openings ${day}`, () => loadOpenings(library.db, day))).map(branch => {
    const { opens, closes } = branch.opening
    const isOpenNow =
      isToday &&
      opens !== null &&
      Temporal.PlainTime.compare(time, opens) >= 0 &&
      Temporal.PlainTime.compare(time, closes) < 0
    return { ...branch, isOpenNow }
  })
}

import type { Context } from 'hono'
import type { MyHold } from '#holds/lists/my-holds.ts'
import { type IntakeWindow, nextIntakeDay } from '#holds/rules/intake-window.ts'
import type { Library } from '#library.ts'
import type { Text } from '#text/text.ts'
import { dayOf } from '#time/clock.ts'
import type { Page } from '../page.ts'

/** 「きょう」, 「あす」, or the day itself. */
function dayInWords(t: Text, day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  switch (today.until(day).days) {
    case 0:
      return t.dates.today
    case 1:
      return t.dates.tomorrow
    default:
      return t.dates.day(day)
  }
}

/** '03:00' → 「午前3時」 */
export const timeInWords = (t: Text, time: string): string => t.dates.time(Temporal.PlainTime.from(time))

/** 「午前3時」 to 「4時」: the half of the day is said once. */
export function windowInWords(t: Text, window: IntakeWindow): { from: string; until: string } {
  const [from, until] = [timeInWords(t, window.from), timeInWords(t, window.until)]
  const half = /^午[前後]/.exec(from)?.[0]
  return { from, until: half && until.startsWith(half) ? until.slice(half.length) : until }
}

export type IntakeInWords = { when: string; from: string; until: string }

/** When the library takes in what is applied for now: 「あす」 「午前3時」 「4時」 (M41). */
export function nextIntakeInWords(t: Text, library: Pick<Library, 'clock' | 'policy'>): IntakeInWords {
  const now = library.clock.now()
  const { intakeWindow } = library.policy
  return {
    when: dayInWords(t, nextIntakeDay(intakeWindow, now), dayOf(now)),
    ...windowInWords(t, intakeWindow),
  }
}

/** Where a patron calls when the web cannot help: the 中央図書館. */
export const centralPhone = (c: Context<Page>): string | null =>
  [...c.var.today.branches.values()].find(branch => branch.isCentral)?.phone || null

/**
 * Where a ready hold is kept and until when (M35): the day that was told, of a stop the visits until then; before the
 * telling the day that may be relied on, for the notice may make it later.
 */
export function readyInWords(
  c: Context<Page>,
  { pickupName, pickUpBy, isTold, visits }: Pick<MyHold, 'pickupName' | 'pickUpBy' | 'isTold' | 'visits'>,
  line: (where: string, until: string) => string = c.var.t.holds.readyLine,
): string {
  const { t, today } = c.var
  const where = today.placeName(pickupName)
  const until = pickUpBy ? t.dates.day(pickUpBy) : ''
  if (!isTold) return t.holds.readyUntoldLine(where, until)
  const said = line(where, until)
  return visits.length === 0 || !pickUpBy ? said : `${said} ${visitsInWords(t, visits, pickUpBy)}`
}

const visitsInWords = (t: Text, visits: MyHold['visits'], until: Temporal.PlainDate): string =>
  t.holds.visitsLine(
    visits.map(({ day, arrives }) => t.dates.visit(day, arrives)),
    t.dates.shortDay(until),
  )

import type { Context } from 'hono'
import { nextIntakeDay } from '#holds/rules/intake-window.ts'
import type { Library } from '#library.ts'
import type { Text } from '#text/language.ts'
import { dayOf } from '#time/clock.ts'
import type { Page } from '../page.ts'

/** 「きょう」, 「あす」, or the day itself. */
export function dayInWords(t: Text, day: Temporal.PlainDate, today: Temporal.PlainDate): string {
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

export type IntakeInWords = { when: string; from: string; until: string }

/** When the library takes in what is applied for now: 「あす」 「午前3時」 「午前4時」 (M41). */
export function nextIntakeInWords(t: Text, library: Pick<Library, 'clock' | 'policy'>): IntakeInWords {
  const now = library.clock.now()
  const { intakeWindow } = library.policy
  return {
    when: dayInWords(t, nextIntakeDay(intakeWindow, now), dayOf(now)),
    from: timeInWords(t, intakeWindow.from),
    until: timeInWords(t, intakeWindow.until),
  }
}

/** Where a patron calls when the web cannot help: the 中央図書館. */
export const centralPhone = (c: Context<Page>): string | null =>
  [...c.var.today.branches.values()].find(branch => branch.isCentral)?.phone || null

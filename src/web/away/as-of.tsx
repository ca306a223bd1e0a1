import type { Context } from 'hono'
import { dayOf, timeOf } from '#time/clock.ts'
import type { Page } from '../page.ts'

/** On every page that was made without the database: of when it is. 「数分前の状態です」 */
export function AsOf({ c }: { c: Context<Page> }) {
  const { t, asOf, library } = c.var
  if (asOf === null) return null
  const now = library.clock.now()
  const time = t.dates.time(timeOf(asOf).round('minute'))
  const isRecent = asOf.until(now).total('minutes') < recentMinutes
  const day = dayOf(asOf)
  const said = day.equals(dayOf(now)) ? time : `${t.dates.day(day)} ${time}`
  return (
    <p class="announce" role="status">
      {isRecent ? t.away.recently(said) : t.away.earlier(said)}
    </p>
  )
}

const recentMinutes = 15

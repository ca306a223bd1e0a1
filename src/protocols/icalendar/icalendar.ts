import type { Context } from 'hono'
import { placeCalendar } from '#branches/place-calendar.ts'
import { myLoans } from '#circulation/loans/my-loans.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { chosenLanguage } from '#patrons/my-account.ts'
import { findCalendar } from '#patrons/own-calendar/calendar-address.ts'
import { offeredLanguage } from '#policy.ts'
import { type Language, nameIn, textOf } from '#text/language.ts'
import { dayOf } from '#time/clock.ts'
import { answerIfChanged } from '#web/gate/conditional.ts'
import { type Page, pages } from '#web/page.ts'
import { paths, withQuery } from '#web/paths.ts'
import { anyOrigin, originOf } from '../page.ts'
import { patronEvents } from './patron-events.ts'
import { placeEvents } from './place-events.ts'
import { type CalendarEvent, calendarText } from './rules/calendar-text.ts'

/** From the first of this month so many months are told, as on 開館カレンダー. */
const months = 7

const ofPatron = `${paths.myCalendar}/:file{[\\w-]+\\.ics}` as const
const ofPlace = `${paths.calendar}/:file{[a-z0-9/-]+\\.ics}` as const

/** iCalendar (RFC 5545): the dates of a patron by a secret address, opening days and visits for everybody. */
export const icalendarPages = pages()
  .get(ofPatron, async c => {
    const { library } = c.var
    const hidden = { 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' }
    const found = await findCalendar(library, c.req.param('file').slice(0, -'.ics'.length))
    if (found === null) return c.text('There is no such calendar, or it has ended.\n', 404, hidden)
    const { patronId, ...choice } = found
    const language = offeredLanguage(library.policy, await chosenLanguage(library, patronId)) ?? 'ja'
    const t = textOf(language)
    const [loans, holds] = await Promise.all([myLoans(library, patronId), myHolds(library, patronId)])
    const at = (path: string) => `${originOf(c)}${path}`
    const urls = { loans: at(paths.loans), holds: at(paths.holds) }
    const events = patronEvents(t, { loans, holds }, { ...choice, urls })
    return show(c, { name: t.calendars.patronName(libraryName(c, language)), events }, hidden)
  })
  .get(ofPlace, async c => {
    const { library } = c.var
    const key = c.req.param('file').slice(0, -'.ics'.length)
    const from = dayOf(library.clock.now()).with({ day: 1 })
    const place = await placeCalendar(library, key, from, from.add({ months }).subtract({ days: 1 }))
    if (place === null) return c.text('There is no such branch or stop.\n', 404, anyOrigin)
    const language = offeredLanguage(library.policy, c.req.query('lang')) ?? 'ja'
    const t = textOf(language)
    const branch = key.split('/')[0]!
    const url = `${originOf(c)}${c.var.today.branches.has(branch) ? withQuery(paths.calendar, { branch }) : paths.calendar}`
    const events = placeEvents(t, place, { key, since: from, url })
    const name = t.calendars.placeName(place.name, libraryName(c, language))
    return show(c, { name, events }, { ...anyOrigin, 'cache-control': 'public, max-age=3600' })
  })

const libraryName = (c: Context<Page>, language: Language): string =>
  nameIn(language, c.var.library.policy.identity.name)

function show(c: Context<Page>, calendar: { name: string; events: CalendarEvent[] }, headers: Record<string, string>) {
  const body = calendarText({ ...calendar, domain: new URL(originOf(c)).hostname })
  return answerIfChanged(c, body, { ...headers, 'content-type': 'text/calendar; charset=utf-8' })
}

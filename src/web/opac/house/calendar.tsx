import type { Context } from 'hono'
import { listStops, type Stop } from '#branches/list-stops.ts'
import type { Premises } from '#branches/rules/premises.ts'
import { calendarMonth, monthsAhead, type ShownDay } from '#calendar/calendar-month.ts'
import type { Text } from '#text/text.ts'
import { dayOf } from '#time/clock.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Choice, Submit } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { ListTable } from '#web/parts/list-table.tsx'
import { Offered } from '#web/parts/offered.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { BranchFloor } from './branch-floor.tsx'
import { BranchPremises, StopPremises } from './premises.tsx'

/** 開館カレンダー: a place, a month; the bookmobile's visits as a list. */
export const calendarPages = pages().get(paths.calendar, async c => {
  const { t, library, today } = c.var
  const words = t.opac.calendar
  const now = dayOf(library.clock.now())
  const months = Array.from({ length: monthsAhead + 1 }, (_, index) => now.toPlainYearMonth().add({ months: index }))
  const month = months.find(one => one.toString() === c.req.query('month')) ?? months[0]!
  const wished = c.req.query('branch')
  const branch = wished
    ? today.openings.find(({ branchId }) => branchId === wished)
    : (today.openings.find(({ branchId }) => today.branches.get(branchId)?.isCentral) ?? today.openings[0])
  if (!branch)
    return wished
      ? c.notFound()
      : show(
          c,
          <Layout c={c} title={words.title}>
            <h1>{words.title}</h1>
            <p>{words.none}</p>
          </Layout>,
        )
  const isBookmobile = branch.kind === 'bookmobile'
  const [days, stops] = await Promise.all([
    calendarMonth(library, branch.branchId, month),
    isBookmobile ? listStops(library) : [],
  ])
  /** As the page calls it: 「BM/吉浦」. */
  const stopName = (name: string) => today.placeName(`${branch.shortName}/${name}`)
  const title = words.titleOf(branch.name, month.year, month.month)
  const href = (to: Temporal.PlainYearMonth) =>
    withQuery(paths.calendar, { branch: branch.branchId, month: to.toString() })
  return show(
    c,
    <Layout c={c} title={title}>
      <h1>{words.title}</h1>
      <form class="choose row" action={paths.calendar}>
        <Choice
          name="branch"
          label={words.branches}
          options={today.openings.map(({ branchId, name }) => [branchId, name])}
          chosen={branch.branchId}
        />
        <Choice
          name="month"
          label={words.months}
          options={months.map(one => [one.toString(), words.month(one.year, one.month)])}
          chosen={month.toString()}
        />
        <Submit>{words.show}</Submit>
      </form>
      <h2>{title}</h2>
      <p class="row screen-only">
        {months.indexOf(month) > 0 ? (
          <a href={href(month.subtract({ months: 1 }))} rel="prev">
            {words.previous}
          </a>
        ) : null}
        {months.indexOf(month) < monthsAhead ? (
          <a href={href(month.add({ months: 1 }))} rel="next">
            {words.next}
          </a>
        ) : null}
      </p>
      {branch.phone ? <p class="soft">{words.phone(branch.phone)}</p> : null}
      {isBookmobile && days.every(({ visits }) => visits.length === 0) ? <p>{words.noVisits}</p> : null}
      <Month c={c} title={title} days={days} now={now} stopName={isBookmobile ? stopName : null} />
      {isBookmobile ? (
        <Stops c={c} days={days} stops={stops.filter(stop => stop.branchId === branch.branchId)} stopName={stopName} />
      ) : (
        <>
          <BranchPremises
            c={c}
            name={branch.name}
            premises={today.branches.get(branch.branchId)?.premises ?? nothingSaid}
          />
          <BranchFloor c={c} plan={today.branches.get(branch.branchId)?.floor ?? []} />
        </>
      )}
      <Offered c={c} path={paths.placeCalendar(branch.branchId)}>
        <p class="screen-only">
          <a href={paths.placeCalendar(branch.branchId)}>{t.calendars.addPlace}</a>
          <br />
          <span class="soft">{t.calendars.placeHint}</span>
        </p>
      </Offered>
    </Layout>,
  )
})

const nothingSaid: Premises = { address: null, coordinates: null, access: null, facilities: [] }

/**
 * A month as weeks; on narrow screens as a list, for seven columns do not fit there.
 * @property stopName of a bookmobile: how the page calls its stops; null for a place that has hours
 */
type MonthProps = {
  c: Context<Page>
  title: string
  days: ShownDay[]
  now: Temporal.PlainDate
  stopName: ((name: string) => string) | null
}

function Month({ c, title, days, now, stopName }: MonthProps) {
  const { t } = c.var
  const { weekdays } = t.opac.calendar
  const lead = days[0]!.day.dayOfWeek % 7
  const cells: (ShownDay | null)[] = [...Array.from({ length: lead }, () => null), ...days]
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(week * 7, week * 7 + 7))
  return (
    <table class="month">
      <caption class="unseen">{title}</caption>
      <thead>
        <tr>
          {weekdays.map(name => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map(week => (
          <tr>
            {week.map(cell =>
              cell === null ? (
                <td class="blank" />
              ) : (
                <Day t={t} shown={cell} isToday={cell.day.equals(now)} stopName={stopName} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type DayProps = { t: Text; shown: ShownDay; isToday: boolean; stopName: MonthProps['stopName'] }

function Day({ t, shown: { day, opening, holiday, visits }, isToday, stopName }: DayProps) {
  const words = t.opac.calendar
  const closed = stopName === null && opening !== null && opening.opens === null
  const look = closed ? 'closed' : stopName === null ? undefined : visits.length > 0 ? 'visited' : 'unvisited'
  return (
    <td class={look} aria-current={isToday ? 'date' : undefined}>
      <b>
        {day.day}
        <span class="weekday">（{words.weekdays[day.dayOfWeek % 7]}）</span>
      </b>
      {isToday ? <span class="today">{words.today}</span> : null}
      {holiday ? <small>{t.opac.hours.holiday(holiday)}</small> : null}
      {stopName === null ? (
        <span>
          {opening === null
            ? words.notYet
            : opening.opens === null
              ? t.opac.hours.closedToday(opening.reason === holiday ? '' : opening.reason)
              : t.opac.hours.short(hour(opening.opens), hour(opening.closes))}
        </span>
      ) : (
        visits.map(visit => (
          <span>
            {stopName(visit.stopName)} <VisitTime t={t} visit={visit} />
          </span>
        ))
      )}
    </td>
  )
}

const hour = (time: Temporal.PlainTime) => `${time.hour}:${`${time.minute}`.padStart(2, '0')}`

/** From when until when it stands there, or why it does not come. */
const VisitTime = ({ t, visit }: { t: Text; visit: ShownDay['visits'][number] }) =>
  visit.cancelledBecause === null ? (
    <span class="span">{t.opac.hours.short(hour(visit.arrives), hour(visit.leaves))}</span>
  ) : (
    <span class="state ask">{t.opac.calendar.cancelled(visit.cancelledBecause)}</span>
  )

type StopsProps = { c: Context<Page>; days: ShownDay[]; stops: Stop[]; stopName: (name: string) => string }

/** 利用ステーション: where each is, what is there, and when the bookmobile comes in this month. */
function Stops({ c, days, stops, stopName }: StopsProps) {
  const { t } = c.var
  const words = t.premises
  const visits = days.flatMap(({ visits }) => visits)
  if (stops.length === 0) return null
  return (
    <section id="premises" class="stack tight" aria-labelledby="stops-title">
      <h2 id="stops-title">{words.stops}</h2>
      <ListTable name={words.stops} heads={[words.stop, words.days]}>
        {stops.map(({ id, name, premises }) => {
          const here = visits.filter(({ stopId }) => stopId === id)
          return (
            <tr>
              <td>
                <b>{stopName(name)}</b>
                <StopPremises c={c} name={stopName(name)} premises={premises} />
              </td>
              <td>
                {here.length === 0 ? <span class="soft">{words.noDays}</span> : null}
                <ul>
                  {here.map(visit => (
                    <li>
                      {t.dates.day(visit.day)} <VisitTime t={t} visit={visit} />
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          )
        })}
      </ListTable>
    </section>
  )
}

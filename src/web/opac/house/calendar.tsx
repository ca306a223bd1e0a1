import type { Context } from 'hono'
import { calendarMonth, monthsAhead, type ShownDay } from '#calendar/calendar-month.ts'
import type { Text } from '#text/text.ts'
import { dayOf } from '#time/clock.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Choice, Submit } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { ListTable } from '#web/parts/list-table.tsx'
import { Offered } from '#web/parts/offered.tsx'
import { paths, withQuery } from '#web/paths.ts'

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
  const days = await calendarMonth(library, branch.branchId, month)
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
      <p class="row">
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
        {branch.phone ? <span class="soft">{words.phone(branch.phone)}</span> : null}
      </p>
      {branch.kind === 'bookmobile' ? (
        <Visits t={t} title={title} days={days} />
      ) : (
        <Month c={c} title={title} days={days} now={now} />
      )}
      <Offered c={c} path={paths.placeCalendar(branch.branchId)}>
        <p>
          <a href={paths.placeCalendar(branch.branchId)}>{t.calendars.addPlace}</a>
          <br />
          <span class="soft">{t.calendars.placeHint}</span>
        </p>
      </Offered>
    </Layout>,
  )
})

/** A month as weeks; on narrow screens as a list, for seven columns do not fit there. */
type MonthProps = { c: Context<Page>; title: string; days: ShownDay[]; now: Temporal.PlainDate }

function Month({ c, title, days, now }: MonthProps) {
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
              cell === null ? <td class="blank" /> : <Day t={t} shown={cell} isToday={cell.day.equals(now)} />,
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({ t, shown: { day, opening, holiday }, isToday }: { t: Text; shown: ShownDay; isToday: boolean }) {
  const words = t.opac.calendar
  const closed = opening !== null && opening.opens === null
  return (
    <td class={closed ? 'closed' : undefined} aria-current={isToday ? 'date' : undefined}>
      <b>
        {day.day}
        <span class="weekday">（{words.weekdays[day.dayOfWeek % 7]}）</span>
      </b>
      {isToday ? <span class="today">{words.today}</span> : null}
      {holiday ? <small>{t.opac.hours.holiday(holiday)}</small> : null}
      <span>
        {opening === null
          ? words.notYet
          : opening.opens === null
            ? t.opac.hours.closedToday(opening.reason === holiday ? '' : opening.reason)
            : t.opac.hours.short(hour(opening.opens), hour(opening.closes))}
      </span>
    </td>
  )
}

const hour = (time: Temporal.PlainTime) => `${time.hour}:${`${time.minute}`.padStart(2, '0')}`

/** 巡回: where the bookmobile stands, and when. */
function Visits({ t, title, days }: { t: Text; title: string; days: ShownDay[] }) {
  const words = t.opac.calendar
  const visits = days.flatMap(({ visits }) => visits)
  if (visits.length === 0) return <p>{words.noVisits}</p>
  return (
    <ListTable name={title} heads={[words.day, words.stopColumn, words.visits]}>
      {visits.map(visit => (
        <tr>
          <td>
            <b>{t.dates.day(visit.day)}</b>
          </td>
          <td>{words.stop(visit.stopName)}</td>
          <td>
            {visit.cancelledBecause === null ? (
              t.opac.hours.fromTo(t.dates.time(visit.arrives), t.dates.time(visit.leaves))
            ) : (
              <span class="state ask">{words.cancelled(visit.cancelledBecause)}</span>
            )}
          </td>
        </tr>
      ))}
    </ListTable>
  )
}

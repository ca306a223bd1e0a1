import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { isDescribed } from '#branches/rules/premises.ts'
import type { WeekdayRun } from '#calendar/rules/usual-week.ts'
import { type UsualWeek, usualWeeks } from '#calendar/usual-weeks.ts'
import { offers } from '#policy.ts'
import type { Text } from '#text/text.ts'
import { assetPath } from '#web/assets.ts'
import { windowInWords } from '#web/my-library/when.ts'
import { type Page, pages, show } from '#web/page.ts'
import { hoursOf } from '#web/parts/hours.tsx'
import { libraryName } from '#web/parts/library-name.ts'
import { ListTable } from '#web/parts/list-table.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { GuideFrame } from './guide-frame.tsx'
import { MistakeLink } from './mistake.tsx'
import { TermsLink } from './terms.tsx'

/**
 * 利用案内: login, ordering, the window, series, the states, the hold shelf: each explained once. On paper it is a leaflet
 * of numbered pages.
 */
export const guidePages = pages().get(paths.guide, async c => {
  const { t, library, today } = c.var
  const series = offers(library.policy, 'seriesHolds')
  const phone = offers(library.policy, 'phoneContact')
  const words = t.guide
  const { from, until } = windowInWords(t, library.policy.intakeWindow)
  const central = today.openings.find(({ branchId }) => today.branches.get(branchId)?.isCentral)
  const branch = central?.name ?? libraryName(c)
  const parts: { id: string; title: string; body: Child }[] = [
    {
      id: 'login',
      title: words.patron.title,
      body: <Paragraphs of={[...words.patron.paragraphs, words.patron.forgotten(branch, central?.phone ?? '')]} />,
    },
    {
      id: 'order',
      title: words.order.title,
      body: (
        <ol class="numbered">
          {words.order.steps(series).map(step => (
            <li>{step}</li>
          ))}
        </ol>
      ),
    },
    { id: 'which', title: words.which.title, body: <Paragraphs of={words.which.paragraphs} /> },
    {
      id: 'window',
      title: words.window.title,
      body: <Paragraphs of={words.window.paragraphs(from, until)} />,
    },
    ...(series
      ? [
          {
            id: 'series',
            title: words.series.title,
            body: (
              <>
                <Terms of={words.series.terms} />
                <p>{words.series.together(branch)}</p>
              </>
            ),
          },
        ]
      : []),
    {
      id: 'status',
      title: words.status.title,
      body: (
        <>
          <p>{words.status.lead}</p>
          <Terms of={words.status.terms.filter(([term]) => series || term !== t.holds.status.preparing)} />
        </>
      ),
    },
    {
      id: 'shelf',
      title: words.shelf.title,
      body: <Paragraphs of={words.shelf.paragraphs(library.policy.holds.pickupDays)} />,
    },
    {
      id: 'contact',
      title: words.contact.title,
      body: <Terms of={words.contact.terms.filter(([term]) => phone || term !== t.holds.contact.phone)} />,
    },
  ]
  const weeks = await usualWeeks(library)
  const columns = words.places.columns
  return show(
    c,
    <GuideFrame c={c} words={words}>
      <nav class="screen-only" aria-label={words.contents}>
        <ul class="dotted">
          {[...parts, { id: 'places', title: words.places.title }, { id: 'download', title: words.paper.title }].map(
            ({ id, title }) => (
              <li>
                <a href={`#${id}`}>{title}</a>
              </li>
            ),
          )}
        </ul>
      </nav>
      {parts.map(({ id, title, body }) => (
        <section id={id} class="stack tight">
          <h2>{title}</h2>
          {body}
        </section>
      ))}
      <section id="places" class="stack tight">
        <h2>{words.places.title}</h2>
        <ListTable
          name={words.places.title}
          heads={[columns.name, columns.usual, <span class="screen-only">{columns.today}</span>]}
        >
          {today.openings.map(place => (
            <tr>
              <td>
                <PlaceName c={c} place={place} />
              </td>
              <td>
                <UsualWeekLines t={t} usual={weeks.get(place.branchId)} kind={place.kind} />
              </td>
              <td>
                <span class="screen-only">{hoursOf(t, place)}</span>
              </td>
            </tr>
          ))}
        </ListTable>
      </section>
      <section id="download" class="sheet stack tight screen-only">
        <h2>{words.paper.title}</h2>
        <p>{words.paper.how}</p>
        <p>
          <button type="button" class="button prints" hidden>
            {words.paper.button}
          </button>
        </p>
      </section>
      <script type="module" src={assetPath('print.js')} />
      <TermsLink c={c} />
      <MistakeLink c={c} />
    </GuideFrame>,
  )
})

type PlaceProps = { c: Context<Page>; place: Page['Variables']['today']['openings'][number] }

/** A place with its telephone and its address; the way to its map stands on the page of its calendar. */
function PlaceName({ c, place: { branchId, name, phone } }: PlaceProps) {
  const { premises: words } = c.var.t
  const premises = c.var.today.branches.get(branchId)?.premises
  return (
    <>
      <b>{name}</b>
      {phone ? (
        <>
          <br />
          <a href={`tel:${phone}`}>{phone}</a>
        </>
      ) : null}
      {premises?.address ? (
        <>
          <br />
          <span lang="ja">{premises.address}</span>
        </>
      ) : null}
      {premises && isDescribed(premises) ? (
        <>
          <br />
          <a
            class="screen-only"
            href={`${withQuery(paths.calendar, { branch: branchId })}#premises`}
            aria-label={words.linkOf(name)}
          >
            {words.link}
          </a>
        </>
      ) : null}
    </>
  )
}

/** ふだんの開館時間と休館日; the bookmobile has visits in their place, on the page of its calendar. */
function UsualWeekLines({ t, usual, kind }: { t: Text; usual: UsualWeek | undefined; kind: string }) {
  const words = t.guide.places
  if (!usual || kind === 'bookmobile') return null
  const { weekdays } = t.opac.calendar
  const daysOf = (runs: readonly WeekdayRun[]) =>
    words.days(runs.map(({ from, until }) => [weekdays[from]!, weekdays[until]!] as const))
  const monthDay = (text: string) => words.monthDay(Number(text.slice(0, 2)), Number(text.slice(3)))
  return (
    <ul>
      {usual.week.map(({ runs, hours }) => (
        <li>
          {hours === null
            ? words.closedOn(daysOf(runs))
            : words.hours(daysOf(runs), t.opac.hours.short(clockWords(hours.opens), clockWords(hours.closes)))}
        </li>
      ))}
      {usual.closings.map(closing => (
        <li>
          {'monthly' in closing ? (
            <span lang="ja">{closing.monthly}</span>
          ) : (
            words.yearly(monthDay(closing.from), monthDay(closing.until))
          )}
          {'　'}
          {t.opac.hours.closedToday(closing.reason)}
        </li>
      ))}
      {usual.onHolidays === 'closed' ? <li>{words.closedHolidays}</li> : null}
      {usual.onHolidays === 'swap' ? <li>{words.swappedHolidays}</li> : null}
    </ul>
  )
}

const clockWords = (time: Temporal.PlainTime) => `${time.hour}:${`${time.minute}`.padStart(2, '0')}`

const Paragraphs = ({ of }: { of: readonly string[] }) => (
  <>
    {of.map(text => (
      <p>{text}</p>
    ))}
  </>
)

const Terms = ({ of }: { of: readonly (readonly string[])[] }) => (
  <dl class="facts">
    {of.map(([term, meaning]) => (
      <>
        <dt>
          <b>{term}</b>
        </dt>
        <dd>{meaning}</dd>
      </>
    ))}
  </dl>
)

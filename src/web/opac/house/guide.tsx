import type { Child } from 'hono/jsx'
import { offers } from '#policy.ts'
import { windowInWords } from '#web/my-library/when.ts'
import { pages, show } from '#web/page.ts'
import { hoursOf } from '#web/parts/hours.tsx'
import { libraryName } from '#web/parts/library-name.ts'
import { ListTable } from '#web/parts/list-table.tsx'
import { paths } from '#web/paths.ts'
import { GuideFrame } from './guide-frame.tsx'
import { MistakeLink } from './mistake.tsx'

/** 利用案内: login, ordering, the window, series, the states, the hold shelf: each explained once. */
export const guidePages = pages().get(paths.guide, c => {
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
  const columns = words.places.columns
  return show(
    c,
    <GuideFrame c={c} words={words}>
      <nav aria-label={words.contents}>
        <ul class="dotted">
          {[...parts, { id: 'places', title: words.places.title }].map(({ id, title }) => (
            <li>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
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
        <ListTable name={words.places.title} heads={[columns.name, columns.phone, columns.today]}>
          {today.openings.map(place => (
            <tr>
              <td>
                <b>{place.name}</b>
              </td>
              <td>{place.phone ? <a href={`tel:${place.phone}`}>{place.phone}</a> : null}</td>
              <td>{hoursOf(t, place)}</td>
            </tr>
          ))}
        </ListTable>
      </section>
      <MistakeLink c={c} />
    </GuideFrame>,
  )
})

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

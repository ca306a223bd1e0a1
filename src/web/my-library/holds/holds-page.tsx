import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { MyHold } from '#holds/lists/my-holds.ts'
import type { Text } from '#text/text.ts'
import { dayOf } from '#time/clock.ts'
import type { Page } from '#web/page.ts'
import { TitleLink } from '#web/parts/books/title-link.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import { EmptyState } from '../empty-state.tsx'
import { MyHead } from '../frame.tsx'
import { HoldStatus } from './hold-status.tsx'

/** 予約状況一覧 (M30): what the patron must do first on top, ended ones below. */
export function HoldsPage({ c, holds, said }: { c: Context<Page>; holds: MyHold[]; said?: Child }) {
  const { t, library } = c.var
  const l = t.holds.list
  const open = holds.filter(hold => !hold.closed)
  const closed = holds.filter(hold => hold.closed)
  return (
    <Layout c={c} title={l.title}>
      <MyHead t={t} here={l.from} title={l.title} />
      {said}
      {open.length > 0 ? (
        <>
          <HoldTable c={c} holds={open} />
          {open.filter(hold => hold.mayChangePickup).length > 1 ? (
            <p>
              <a href={paths.holdsChange}>{t.holds.many.title}</a>
            </p>
          ) : null}
          {open.filter(hold => hold.mayPause).length > 1 ? (
            <p>
              <a href={paths.holdsPause}>{t.holds.pauseMany.title}</a>
            </p>
          ) : null}
        </>
      ) : (
        <EmptyState title={l.emptyTitle} body={l.emptyBody}>
          <a class="button" href={paths.search}>
            {l.emptySearch}
          </a>
          <a class="button" href={paths.newArrivals}>
            {l.emptyNew}
          </a>
        </EmptyState>
      )}
      {closed.length > 0 ? (
        <section class="stack tight">
          <h2>{l.closed(library.policy.holds.closedInSightDays)}</h2>
          <HoldTable c={c} holds={closed} />
        </section>
      ) : null}
      {holds.length > 0 ? <Legend t={t} /> : null}
    </Layout>
  )
}

function HoldTable({ c, holds }: { c: Context<Page>; holds: MyHold[] }) {
  const l = c.var.t.holds.list
  return (
    <table class="cards holds" aria-label={c.var.t.holds.list.title}>
      <thead>
        <tr>
          <th scope="col">{l.columnTitle}</th>
          <th scope="col">{l.columnStatus}</th>
          <th scope="col">{l.columnPickup}</th>
          <th scope="col">{l.columnAppliedOn}</th>
          <th scope="col" class="end">
            {l.columnAct}
          </th>
        </tr>
      </thead>
      <tbody>
        {holds.map(hold => (
          <HoldRow c={c} hold={hold} />
        ))}
      </tbody>
    </table>
  )
}

function HoldRow({ c, hold }: { c: Context<Page>; hold: MyHold }) {
  const { t } = c.var
  const l = t.holds.list
  return (
    <tr id={`hold-${hold.id}`}>
      <th scope="row">
        <TitleLink of={hold} />
      </th>
      <td>
        <HoldStatus c={c} hold={hold} />
      </td>
      <td class="place">
        <span class="lab">{l.pickupLabel}</span>
        {c.var.today.placeName(hold.pickupName)}
      </td>
      <td>
        <span class="lab">{l.appliedOnLabel}</span>
        {t.dates.day(dayOf(hold.appliedAt))}
      </td>
      <td class="end">
        <p>
          <a
            href={paths.hold(hold.id)}
            aria-label={hold.mayChangePickup ? l.changeOf(hold.title) : l.moreOf(hold.title)}
          >
            {hold.mayChangePickup ? l.change : l.more}
          </a>
        </p>
        {hold.mayCancel ? (
          // A GET: the next page asks once more, and only there it is a POST (M38).
          <form action={paths.holdCancel(hold.id)}>
            <button type="submit" class="button" aria-label={l.cancelOf(hold.title)}>
              {l.cancel}
            </button>
          </form>
        ) : null}
        {hold.status === 'ready' ? <small>{l.cancelByPhone}</small> : null}
      </td>
    </tr>
  )
}

const explained = ['applied', 'waiting', 'preparing', 'inTransit', 'ready', 'cancelApplied'] as const

/** 「状態」の見かた, as the guide explains it. */
const Legend = ({ t }: { t: Text }) => (
  <details>
    <summary>{t.holds.list.legend}</summary>
    <dl class="facts">
      {explained.map(status => (
        <>
          <dt>{t.holds.status[status]}</dt>
          <dd>{t.holds.legend[status]}</dd>
        </>
      ))}
    </dl>
  </details>
)

import type { Context } from 'hono'
import type { MyReading, Reading } from '#circulation/loans/my-reading.ts'
import { readingsOnPage } from '#circulation/loans/my-reading.ts'
import { dayOf } from '#time/clock.ts'
import { authorsOf, recordLang } from '#web/opac/search/hit.tsx'
import type { Page } from '#web/page.ts'
import { TitleLink } from '#web/parts/books/title-link.tsx'
import { Done } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { Pager } from '#web/parts/wayfinding/pager.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { EmptyState } from '../empty-state.tsx'
import { MyHead } from '../frame.tsx'

/** 読書記録: what was returned, with the patron's own notes; how to begin one where none is kept. */
export function ReadingPage({ c, record, said }: { c: Context<Page>; record: MyReading; said: string | null }) {
  const { t } = c.var
  const words = t.reading
  return (
    <Layout c={c} title={words.title}>
      <MyHead t={t} here={words.title} />
      {said === null ? null : <Done>{said}</Done>}
      {record.kept ? <Kept c={c} record={record} /> : <NotKept c={c} />}
    </Layout>
  )
}

function NotKept({ c }: { c: Context<Page> }) {
  const words = c.var.t.reading
  return (
    <EmptyState title={words.off} body={words.offWhy}>
      <a class="button" href={paths.settings}>
        {words.toSettings}
      </a>
      <a class="button quiet" href={paths.passbook}>
        {words.passbook}
      </a>
    </EmptyState>
  )
}

function Kept({ c, record }: { c: Context<Page>; record: MyReading }) {
  const { t } = c.var
  const words = t.reading
  if (record.total === 0)
    return (
      <EmptyState title={words.none} body={words.noneBody}>
        <a class="button" href={paths.loans}>
          {t.myLibrary.loans}
        </a>
        <a class="button quiet" href={paths.passbook}>
          {words.passbook}
        </a>
      </EmptyState>
    )
  return (
    <>
      <p class="soft">
        {words.lead} {words.total(record.total)}
      </p>
      <ul class="stack">
        {record.readings.map(reading => (
          <Row c={c} reading={reading} />
        ))}
      </ul>
      <Pager
        t={t}
        page={record.page}
        pages={record.pages}
        size={readingsOnPage}
        href={to => withQuery(paths.reading, { page: to })}
      />
      <p class="row screen-only">
        <a class="button quiet" href={paths.passbook}>
          {words.passbook}
        </a>
        <a class="button quiet" href={paths.readingFile}>
          {words.csv}
        </a>
        <a class="button quiet" href={paths.readingRemove}>
          {words.removeAll}
        </a>
        <a class="button quiet" href={paths.settings}>
          {words.toSettings}
        </a>
      </p>
    </>
  )
}

function Row({ c, reading }: { c: Context<Page>; reading: Reading }) {
  const { t } = c.var
  const words = t.reading
  const day = (at: Temporal.Instant) => t.dates.longDay(dayOf(at))
  return (
    <li class="sheet stack tight">
      <h2 lang={recordLang(c)}>
        <TitleLink of={reading} />
      </h2>
      <p lang={recordLang(c)}>{authorsOf(reading)}</p>
      <p class="soft">
        {words.lent} {day(reading.lentAt)}　{words.returned} {reading.returnedAt ? day(reading.returnedAt) : ''}
      </p>
      {reading.note === null ? null : <p class="prewrap">{words.noteOf(reading.note)}</p>}
      <p class="screen-only">
        <a href={paths.readingOne(reading.loanId)} aria-label={words.editOf(reading.title)}>
          {words.edit}
        </a>
      </p>
    </li>
  )
}

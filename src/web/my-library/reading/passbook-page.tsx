import type { Context } from 'hono'
import type { Reading } from '#circulation/loans/my-reading.ts'
import { dayOf } from '#time/clock.ts'
import { authorsOf, recordLang } from '#web/opac/search/hit.tsx'
import type { Page } from '#web/page.ts'
import { Layout } from '#web/parts/layout.tsx'
import { Labelled, ListTable } from '#web/parts/list-table.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { MyTrail } from '../frame.tsx'

type Passbook = { kept: boolean; year: number; years: number[]; lines: Reading[] }

/** 読書通帳: a year's loans in their order, to be printed. */
export function PassbookPage({ c, passbook, name }: { c: Context<Page>; passbook: Passbook; name: string }) {
  const { t } = c.var
  const { kept, year, years, lines } = passbook
  const words = t.reading.passbookPage
  return (
    <Layout c={c} title={words.title(year)}>
      <div class="stack tight">
        <MyTrail t={t} through={{ href: paths.reading, name: t.reading.title }} here={t.reading.passbook} />
        <h1>{words.title(year)}</h1>
        <p>{words.name(name)}</p>
        <p class="soft screen-only">
          {words.lead} {kept ? '' : words.onlyNow}
        </p>
      </div>
      {years.length > 1 ? (
        <nav class="row screen-only" aria-label={words.years}>
          {years.map(one =>
            one === year ? (
              <b aria-current="page">{one}</b>
            ) : (
              <a href={withQuery(paths.passbook, { year: one })}>{one}</a>
            ),
          )}
        </nav>
      ) : null}
      {lines.length === 0 ? <p>{words.none}</p> : <Lines c={c} lines={lines} />}
    </Layout>
  )
}

function Lines({ c, lines }: { c: Context<Page>; lines: Reading[] }) {
  const { t } = c.var
  const words = t.reading
  return (
    <ListTable
      name={words.passbook}
      heads={[words.passbookPage.number, words.lent, words.bookTitle, words.author, words.returned]}
    >
      {lines.map((line, at) => (
        <tr>
          <td>{at + 1}</td>
          <Labelled label={words.lent}>{t.dates.longDay(dayOf(line.lentAt))}</Labelled>
          <th scope="row" lang={recordLang(c)}>
            {line.title}
          </th>
          <td lang={recordLang(c)}>{authorsOf(line)}</td>
          <Labelled label={words.returned}>
            {line.returnedAt ? t.dates.longDay(dayOf(line.returnedAt)) : words.onLoan}
          </Labelled>
        </tr>
      ))}
    </ListTable>
  )
}

import type { Context } from 'hono'
import { type MonthOfBranch, statistics } from '#circulation/lists/statistics.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { dayOf } from '#time/clock.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Submit } from '#web/parts/form.tsx'
import { Labelled, ListTable } from '#web/parts/list-table.tsx'
import { withQuery } from '#web/paths.ts'
import { desk } from '../../desk-paths.ts'
import { CounterLayout } from '../../layout.tsx'
import { csvFile } from '../csv.ts'
import { SpanFields } from '../span-fields.tsx'
import { MonthPlot } from './month-plot.tsx'

const words = counterAdmin.statistics

/** 統計: loans, returns and holds by branch and month, as a table, a plot and a file for spreadsheets. */
export const statisticsPages = pages()
  .get(desk.statistics, async c => {
    const { from, until } = spanOf(c)
    const rows = await statistics(c.var.library, from, until)
    const months = monthsOf(from, until).map(month => ({
      month,
      count: rows.reduce((sum, row) => sum + (row.month === month ? row.loans : 0), 0),
    }))
    return show(
      c,
      <CounterLayout c={c} title={words.title}>
        <h1>{words.title}</h1>
        <form class="line-act" action={desk.statistics}>
          <SpanFields type="month" from={from} until={until} />
          <Submit>{words.show}</Submit>
          <a class="button" href={withQuery(desk.statisticsCsv, { from: `${from}`, until: `${until}` })}>
            {words.csv}
          </a>
        </form>
        <p class="soft">{words.why}</p>
        <p>
          <a href={desk.figures}>{words.figures}</a>
        </p>
        {rows.length === 0 ? (
          <p>{words.none}</p>
        ) : (
          <>
            <MonthPlot title={words.plot} months={months} />
            <StatisticsTable rows={rows} />
          </>
        )}
      </CounterLayout>,
    )
  })
  .get(desk.statisticsCsv, async c => {
    const { from, until } = spanOf(c)
    const rows = await statistics(c.var.library, from, until)
    const head = [words.month, words.branch, words.loans, words.returns, words.holds]
    return csvFile(c, `statistics-${from}-${until}`, [
      head,
      ...rows.map(row => [row.month, row.branchName, row.loans, row.returns, row.holds]),
    ])
  })

const StatisticsTable = ({ rows }: { rows: readonly MonthOfBranch[] }) => (
  <ListTable name={words.title} heads={[words.month, words.branch, words.loans, words.returns, words.holds]}>
    {rows.map(row => (
      <tr>
        <td>{row.month}</td>
        <td>{row.branchName}</td>
        {(['loans', 'returns', 'holds'] as const).map(what => (
          <Labelled label={words[what]}>{row[what]}</Labelled>
        ))}
      </tr>
    ))}
  </ListTable>
)

/** Every month of the span, also one in which nothing happened: three years at most. */
function monthsOf(from: Temporal.PlainYearMonth, until: Temporal.PlainYearMonth): string[] {
  const { months } = from.until(until, { largestUnit: 'months' })
  return Array.from({ length: Math.min(36, months + 1) }, (_, index) => `${from.add({ months: index })}`)
}

/** The months asked for; the last twelve when nothing (or nothing sensible) is. */
function spanOf(c: Context<Page>): { from: Temporal.PlainYearMonth; until: Temporal.PlainYearMonth } {
  const today = dayOf(c.var.library.clock.now()).toPlainYearMonth()
  const until = readMonth(c.req.query('until')) ?? today
  const from = readMonth(c.req.query('from')) ?? until.subtract({ months: 11 })
  return Temporal.PlainYearMonth.compare(from, until) <= 0 ? { from, until } : { from: until, until: from }
}

export function readMonth(typed: string | undefined): Temporal.PlainYearMonth | null {
  return typed && /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(typed) ? Temporal.PlainYearMonth.from(typed) : null
}

import type { Context } from 'hono'
import { type MonthOfBranch, statistics } from '#circulation/lists/statistics.ts'
import { counterAdmin } from '#text/ja/counter-admin.ts'
import { dayOf } from '#time/clock.ts'
import { type Page, pages, show } from '#web/page.ts'
import { withQuery } from '#web/paths.ts'
import { desk } from '../../desk-paths.ts'
import { CounterLayout } from '../../layout.tsx'
import { csv } from '../csv.ts'
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
          <div class="field">
            <label for="from">{words.from}</label>
            <input id="from" name="from" type="month" value={`${from}`} />
          </div>
          <div class="field">
            <label for="until">{words.until}</label>
            <input id="until" name="until" type="month" value={`${until}`} />
          </div>
          <button type="submit" class="button">
            {words.show}
          </button>
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
    c.header('content-type', 'text/csv; charset=utf-8')
    c.header('content-disposition', `attachment; filename="statistics-${from}-${until}.csv"`)
    return c.body(csv([head, ...rows.map(row => [row.month, row.branchName, row.loans, row.returns, row.holds])]))
  })

const StatisticsTable = ({ rows }: { rows: readonly MonthOfBranch[] }) => (
  <table class="cards">
    <thead>
      <tr>
        {[words.month, words.branch, words.loans, words.returns, words.holds].map(head => (
          <th scope="col">{head}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(row => (
        <tr>
          <td>{row.month}</td>
          <td>{row.branchName}</td>
          {(['loans', 'returns', 'holds'] as const).map(what => (
            <td>
              <span class="lab">{words[what]} </span>
              {row[what]}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
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

import type { Context } from 'hono'
import { ReportId } from '#ids.ts'
import { openReports, reportsMax, settleReport } from '#machines/reports.ts'
import { counterMachines } from '#text/ja/counter/machines.ts'
import { idIn } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Press } from '#web/parts/form.tsx'
import { ListTable } from '#web/parts/list-table.tsx'
import { withQuery } from '#web/paths.ts'
import { momentWords } from '../day.ts'
import { byId, desk } from '../desk-paths.ts'
import { CounterLayout, sayAtDesk } from '../layout.tsx'
import { ListEnds } from '../list-ends.tsx'
import { staffOf } from '../session.tsx'

const words = counterMachines.reports

/**
 * 申し送り: what machines and counters did while they were cut off and has to be looked at by people, until somebody has
 * settled it.
 */
export const machineReportPages = pages()
  .get(desk.machineReports, c => reportsPage(c))
  .post(desk.machineSettle(byId), async c => {
    const settled = await settleReport(c.var.library, staffOf(c), idIn(c, ReportId))
    return settled.ok ? c.redirect(desk.machineReports, 303) : sayAtDesk(c, 'notThere', 404)
  })

async function reportsPage(c: Context<Page>) {
  const reports = await openReports(c.var.library)
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p>{words.why}</p>
      <ListEnds shown={reports.length} max={reportsMax} />
      {reports.length === 0 ? (
        <p class="soft">{words.none}</p>
      ) : (
        <ListTable
          name={words.title}
          heads={[words.at, words.machine, words.what, words.reason, words.about, words.settle]}
        >
          {reports.map(report => (
            <tr>
              <td>{momentWords(report.happenedAt)}</td>
              <td>{report.reporter}</td>
              <td>{words.deeds[report.what]}</td>
              <td>{reasonWords(report.why)}</td>
              <td>
                {report.barcode ? (
                  <a href={withQuery(desk.items, { barcode: report.barcode })}>{report.barcode}</a>
                ) : null}{' '}
                {report.cardNumber ? words.card(report.cardNumber) : null}
                {report.patronId ? <a href={desk.patron(report.patronId)}>{words.toPatron}</a> : null}
              </td>
              <td>
                <Press
                  c={c}
                  action={desk.machineSettle(report.id)}
                  label={words.settleOf(words.deeds[report.what], momentWords(report.happenedAt))}
                >
                  {words.settle}
                </Press>
              </td>
            </tr>
          ))}
        </ListTable>
      )}
    </CounterLayout>,
  )
}

/** Why it is for people. A loan that stands although rules were against it names them. */
function reasonWords(why: string): string {
  const [first, ...rules] = why.split('.')
  const said = (rule: string) => words.reasons[rule] ?? rule
  return first === 'although' ? words.although(rules.map(said).join('、')) : said(why)
}

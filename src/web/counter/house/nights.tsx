import { listBranches } from '#branches/list-branches.ts'
import { missedNights } from '#nightly/missed-nights.ts'
import { lastNights, nightReport, refusalsMax } from '#nightly/night-report.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { dayIn } from '#time/day-in.ts'
import { pages, show } from '#web/page.ts'
import { ListTable } from '#web/parts/list-table.tsx'
import { dayWords, momentWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout, sayAtDesk } from '../layout.tsx'
import { ListEnds } from '../list-ends.tsx'

const words = counterAdmin.nights
const nightsMax = 60

/** 夜間処理の記録: counts per step, refusals with their reasons, how long it took. */
export const nightPages = pages()
  .get(desk.nights, async c => {
    const nights = await lastNights(c.var.library, nightsMax)
    const missed = await missedNights(c.var.library)
    return show(
      c,
      <CounterLayout c={c} title={words.title}>
        <h1>{words.title}</h1>
        {missed.length === 0 ? null : (
          <p class="note ask" role="alert">
            {words.missed(missed.map(dayWords))}
          </p>
        )}
        {nights.length === 0 ? (
          <p>{words.none}</p>
        ) : (
          <>
            <ListEnds shown={nights.length} max={nightsMax} />
            <ul class="stack tight">
              {nights.map(night => (
                <li>
                  <a href={desk.night(night.day.toString())}>{dayWords(night.day)}</a>　{momentWords(night.startedAt)}
                  {'　'}
                  {night.finishedAt ? `→ ${momentWords(night.finishedAt)}` : words.unfinished}
                  {night.ranAhead ? `　${words.ranAhead}` : ''}
                </li>
              ))}
            </ul>
          </>
        )}
      </CounterLayout>,
    )
  })
  .get(desk.night(':day'), async c => {
    const day = dayIn(c.req.param('day') ?? '')
    const report = day && (await nightReport(c.var.library, day))
    if (!report) return sayAtDesk(c, 'notThere', 404)
    const branches = await listBranches(c.var.library)
    const nameOf = (id: string) => branches.find(branch => branch.id === id)?.name ?? id
    return show(
      c,
      <CounterLayout c={c} title={`${words.title} ${dayWords(report.day)}`}>
        <h1>
          {words.title} <span class="soft">{dayWords(report.day)}</span>
        </h1>
        <p>
          {words.started} {momentWords(report.startedAt)}　{words.finished}{' '}
          {report.finishedAt ? momentWords(report.finishedAt) : words.unfinished}
          {report.seconds === null ? '' : `　${words.seconds(report.seconds)}`}
        </p>
        <ListTable name={words.title} heads={[words.step, words.count, words.report]}>
          {inOrder(report.steps).map(step => (
            <tr>
              <td>{words.steps[step.step] ?? step.step}</td>
              <td>{step.counted}</td>
              <td>{inWords(step.report, nameOf)}</td>
            </tr>
          ))}
        </ListTable>
        <section class="stack tight">
          <h2>{words.refusals}</h2>
          {report.refusals.length === 0 ? (
            <p>{words.refusalsNone}</p>
          ) : (
            <>
              <ListEnds shown={report.refusals.length} max={refusalsMax} />
              <ul class="stack tight">
                {report.refusals.map(refusal => (
                  <li>
                    <a href={desk.hold(refusal.holdId)}>『{refusal.title}』</a>　{words.reason}：
                    {words.reasons[refusal.reason] ?? refusal.reason}
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      </CounterLayout>,
    )
  })

/** The steps in the order of the night, whatever the clock said. */
function inOrder<Step extends { step: string }>(steps: readonly Step[]): Step[] {
  const order = Object.keys(words.steps)
  return steps.toSorted((a, b) => order.indexOf(a.step) - order.indexOf(b.step))
}

/** A report in words; what has none keeps its name in the code. Counts of nothing are left out. */
function inWords(report: unknown, nameOf: (id: string) => string): string {
  if (report === null || typeof report !== 'object') return `${report ?? ''}`
  if (Array.isArray(report))
    return report
      .slice(0, 20)
      .map(one => inWords(one, nameOf))
      .join('、')
  return Object.entries(report)
    .map(([name, value]) => {
      const inner = typeof value === 'object' ? inWords(value, nameOf) : value === 0 ? '' : `${value}`
      const word = words.counts[name] ?? words.reasons[name] ?? nameOf(name)
      return inner === '' ? '' : typeof value === 'object' ? `${word}（${inner}）` : `${word} ${inner}`
    })
    .filter(Boolean)
    .join('、')
}

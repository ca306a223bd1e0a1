import type { Context } from 'hono'
import { everyFigure, figuresBy, type LendingFact, lendingFacts, yearFigures } from '#circulation/lists/figures.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { dayOf } from '#time/clock.ts'
import { dayIn } from '#time/day-in.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Choice, Submit } from '#web/parts/form.tsx'
import { Labelled, ListTable } from '#web/parts/list-table.tsx'
import { withQuery } from '#web/paths.ts'
import { desk } from '../../desk-paths.ts'
import { CounterLayout } from '../../layout.tsx'
import { csvFile } from '../csv.ts'
import { SpanFields } from '../span-fields.tsx'
import { wordsOfFacts } from './figure-words.ts'

const words = counterAdmin.figures

/** 貸出の内訳: what the yearly survey asks, by branch; by any one fact; and every combination as a file. */
export const figuresPages = pages()
  .get(desk.figures, async c => {
    const { library } = c.var
    const { from, until, isWrong } = spanOf(c)
    const asked = c.req.query('by')
    const by = lendingFacts.find(fact => fact === asked) ?? 'patronCategory'
    const year = await yearFigures(library, from, until)
    const figures = await figuresBy(library, by, from, until)
    const named = await wordsOfFacts(library)
    const span = { from: `${from}`, until: `${until}` }
    return show(
      c,
      <CounterLayout c={c} title={words.title}>
        <h1>{words.title}</h1>
        {isWrong ? (
          <p class="note ask" role="alert">
            {words.wrongDays}
          </p>
        ) : null}
        <p class="soft">{words.why}</p>
        <SpanForm from={from} until={until} by={by} today={dayOf(library.clock.now())} />
        {year.branches.length === 0 ? (
          <p role="status">{words.none}</p>
        ) : (
          <>
            <h2>{words.year}</h2>
            <YearTable year={year} />
            {year.all.unknown === 0 ? null : <p class="soft">{words.unknownWhy}</p>}
            <p class="row">
              <a class="button" href={withQuery(desk.figuresYearCsv, span)}>
                {words.yearCsv}
              </a>
              <a class="button" href={withQuery(desk.figuresCsv, span)}>
                {words.everyCsv}
              </a>
            </p>
            <h2>{words.facts[by]}</h2>
            {figures.more ? <p>{words.more}</p> : null}
            <ByTable by={by} rows={figures.rows} all={year.all.all} named={named} />
          </>
        )}
      </CounterLayout>,
    )
  })
  .get(desk.figuresYearCsv, async c => {
    const { from, until } = spanOf(c)
    const { branches, all } = await yearFigures(c.var.library, from, until)
    const rows = [...branches, { ...all, branchName: words.all }]
    const head = [words.facts.branch, ...yearColumns.map(what => words[what])]
    return csvFile(c, `loans-${from}-${until}`, [
      head,
      ...rows.map(row => [row.branchName, ...yearColumns.map(w => row[w])]),
    ])
  })
  .get(desk.figuresCsv, async c => {
    const { from, until } = spanOf(c)
    const named = await wordsOfFacts(c.var.library)
    const rows = await everyFigure(c.var.library, from, until)
    const head = [words.month, ...lendingFacts.map(fact => words.facts[fact]), words.loans]
    const lines = rows.map(row => [row.month, ...lendingFacts.map(fact => named(fact, row[fact])), row.loans])
    return csvFile(c, `loans-by-all-${from}-${until}`, [head, ...lines])
  })

const yearColumns = ['persons', 'children', 'groups', 'unknown', 'all', 'childrensBooks', 'audiovisual'] as const

type Span = { from: Temporal.PlainDate; until: Temporal.PlainDate }

const SpanForm = ({ from, until, by, today }: Span & { by: LendingFact; today: Temporal.PlainDate }) => (
  <>
    <form class="line-act" action={desk.figures}>
      <SpanFields type="date" from={from} until={until} />
      <Choice name="by" label={words.by} options={lendingFacts.map(fact => [fact, words.facts[fact]])} chosen={by} />
      <Submit>{words.show}</Submit>
    </form>
    <p class="row">
      {[0, 1, 2].map(ago => {
        const year = fiscalYearOf(today.subtract({ years: ago }))
        return (
          <a href={withQuery(desk.figures, { from: `${year.from}`, until: `${year.until}`, by })}>
            {words.thisYear(year.from.year)}
          </a>
        )
      })}
    </p>
  </>
)

const YearTable = ({ year }: { year: Awaited<ReturnType<typeof yearFigures>> }) => (
  <ListTable name={words.year} heads={[words.facts.branch, ...yearColumns.map(what => words[what])]}>
    {[...year.branches, { ...year.all, branchName: words.all }].map(row => (
      <tr>
        <th scope="row">{row.branchName}</th>
        {yearColumns.map(what => (
          <Labelled label={words[what]}>{row[what]}</Labelled>
        ))}
      </tr>
    ))}
  </ListTable>
)

type ByProps = {
  by: LendingFact
  rows: readonly { value: string | null; loans: number }[]
  all: number
  named: Awaited<ReturnType<typeof wordsOfFacts>>
}

const ByTable = ({ by, rows, all, named }: ByProps) => (
  <ListTable name={words.facts[by]} heads={[words.facts[by], words.loans, words.share]}>
    {rows.map(({ value, loans }) => (
      <tr>
        <th scope="row">{named(by, value)}</th>
        <Labelled label={words.loans}>{loans}</Labelled>
        <td>{all === 0 ? '' : `${((loans / all) * 100).toFixed(1)}%`}</td>
      </tr>
    ))}
  </ListTable>
)

/** The span that was asked for; this 年度 when none was, and when a day was not understood, which is said. */
function spanOf(c: Context<Page>): Span & { isWrong: boolean } {
  const year = fiscalYearOf(dayOf(c.var.library.clock.now()))
  const [typedFrom, typedUntil] = [c.req.query('from') ?? '', c.req.query('until') ?? '']
  if (typedFrom === '' && typedUntil === '') return { ...year, isWrong: false }
  const from = typedFrom === '' ? year.from : dayIn(typedFrom)
  const until = typedUntil === '' ? year.until : dayIn(typedUntil)
  if (from === null || until === null) return { ...year, isWrong: true }
  return {
    ...(Temporal.PlainDate.compare(from, until) <= 0 ? { from, until } : { from: until, until: from }),
    isWrong: false,
  }
}

/** 年度: from April to March. */
function fiscalYearOf(day: Temporal.PlainDate): Span {
  const from = Temporal.PlainDate.from({ year: day.month >= 4 ? day.year : day.year - 1, month: 4, day: 1 })
  return { from, until: from.add({ years: 1 }).subtract({ days: 1 }) }
}

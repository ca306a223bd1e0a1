import type { Context } from 'hono'
import { z } from 'zod'
import { isStillThere } from '#branches/rules/branch.ts'
import { BranchId, NewsId } from '#ids.ts'
import { allNews, newsListMax } from '#news/list-news.ts'
import { removeNews } from '#news/remove-news.ts'
import { type ChangedNews, judgeNews, type NewsAsTyped, type NewsRefusal } from '#news/rules/news.ts'
import { type WriteRefusal, writeNews } from '#news/write-news.ts'
import { isId, newId } from '#std/new-id.ts'
import { counterNews as words } from '#text/ja/counter/news.ts'
import { dayOf } from '#time/clock.ts'
import { dayIn } from '#time/day-in.ts'
import { readForm } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { ErrorSummary, errorLines, fieldErrorText, PostForm, Press, Tick } from '#web/parts/form.tsx'
import { ListTable } from '#web/parts/list-table.tsx'
import { withQuery } from '#web/paths.ts'
import { dayWords } from '../../day.ts'
import { desk } from '../../desk-paths.ts'
import { CounterLayout } from '../../layout.tsx'
import { ListEnds } from '../../list-ends.tsx'
import { staffOf } from '../../session.tsx'
import { NewsForm, type NewsTyped, newsTexts, textsOf, typedTexts } from './news-form.tsx'

const day = z.string().transform((typed, context) => {
  const read = dayIn(typed)
  if (read) return read
  context.addIssue({ code: 'custom', message: typed === '' ? 'missing' : 'invalid' })
  return z.NEVER
})

const newsForm = z.object({
  ...newsTexts,
  from: day,
  until: day,
  branch: z.array(z.string().max(40)).max(200).default([]),
  important: z.string().default(''),
})

type Typed = NewsTyped & { branches: readonly string[]; important?: string }
type Wrong = { errors: Partial<Record<string, string>>; now?: ChangedNews }

const idForm = z.object({ id: z.string() })

/** トップページのお知らせ: what is told now, what was, and the form for another. */
export const newsPages = pages()
  .get(desk.news, async c => {
    const all = await allNews(c.var.library)
    const changing = all.find(({ id }) => id === c.req.query('change'))
    return newsPage(c, all, changing ? { ...typedOf(changing), seen: `${changing.changedAt}` } : fresh(c))
  })
  .post(desk.news, async c => {
    const form = readForm(c, newsForm)
    const all = await allNews(c.var.library)
    if (!form.ok) {
      const whys = judgeNews(asTyped(form.typed), dayOf(c.var.library.clock.now()))
      const { branch: _first, ...typed } = form.typed
      const branches = c.var.form?.get('branch') ?? []
      return newsPage(c, all, { ...fresh(c), ...typed, branches }, { errors: { ...errorsOf(whys), ...form.errors } })
    }
    const { id, seen, from, until, important, branch, ...texts } = form.values
    const about = { important: important === 'yes', branchIds: [...new Set(branch)].map(BranchId) }
    const news = { id: idOf(id), ...textsOf(texts), shownFrom: from, shownUntil: until, ...about }
    const written = await writeNews(c.var.library, staffOf(c), news, seen || null)
    if (written.ok) return c.redirect(withQuery(desk.news, { saved: news.id }), 303)
    const { typed, ...wrong } = refusedForm({ ...typedOf(news), seen }, written.refusal)
    return newsPage(c, all, typed, wrong)
  })
  .post(desk.newsRemove, async c => {
    const form = readForm(c, idForm)
    if (form.ok && isId(form.values.id)) await removeNews(c.var.library, staffOf(c), NewsId(form.values.id))
    return c.redirect(withQuery(desk.news, { removed: '1' }), 303)
  })

/** The form again: pressed once more it is written over what its writer has read now, or as something new. */
function refusedForm(typed: Typed, refusal: WriteRefusal): Wrong & { typed: Typed } {
  switch (refusal.why) {
    case 'wrong':
      return { typed, errors: errorsOf(refusal.whys) }
    case 'changedMeanwhile':
      return { typed: { ...typed, seen: `${refusal.now.changedAt}` }, errors: { title: refusal.why }, now: refusal.now }
    case 'gone':
      return { typed: { ...typed, id: newId(), seen: '' }, errors: { title: refusal.why } }
    default:
      return refusal satisfies never
  }
}

const idOf = (id: string) => NewsId(isId(id) ? id : newId())

/** What of a form can be judged though something in it cannot be read. */
const asTyped = ({ from = '', until = '', ...texts }: Partial<NewsTyped>): NewsAsTyped => ({
  ...textsOf(texts),
  shownFrom: dayIn(from),
  shownUntil: dayIn(until),
})

const errorsOf = (whys: readonly NewsRefusal[]) => Object.fromEntries(whys.map(({ field, why }) => [field, why]))

const fresh = (c: Context<Page>): Typed => {
  const today = dayOf(c.var.library.clock.now())
  return { id: newId(), from: `${today}`, until: `${today.add({ weeks: 2 })}`, branches: [] }
}

const typedOf = ({
  id,
  shownFrom,
  shownUntil,
  important,
  branchIds,
  ...texts
}: Omit<ChangedNews, 'changedAt'>): Typed => ({
  id,
  from: `${shownFrom}`,
  until: `${shownUntil}`,
  ...typedTexts(texts),
  branches: branchIds,
  important: important ? 'yes' : '',
})

function newsPage(
  c: Context<Page>,
  all: readonly ChangedNews[],
  typed: Typed,
  { errors, now }: Wrong = { errors: {} },
) {
  const lines = errorLines(c, errors, words.refused)
  const saved = all.find(({ id }) => id === c.req.query('saved'))
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p>{words.why}</p>
      <ErrorSummary c={c} lines={lines} />
      {saved || c.req.query('removed') ? (
        <p class="note good" role="status">
          {saved ? words.saved(saved.ja.title) : words.removed}
        </p>
      ) : null}
      <ListEnds shown={all.length} max={newsListMax} />
      {all.length === 0 ? <p class="soft">{words.none}</p> : <NewsTable c={c} all={all} />}
      <PostForm c={c} action={desk.news} class="sheet stack">
        <NewsForm c={c} typed={typed} errors={errors} now={now}>
          <BranchTicks c={c} ticked={typed.branches} error={errors.branch} />
          <Tick name="important" checked={typed.important === 'yes'}>
            {words.important}
            <br />
            <small>{words.importantHint}</small>
          </Tick>
        </NewsForm>
      </PostForm>
    </CounterLayout>,
    lines.length > 0 ? 422 : 200,
  )
}

type TicksProps = { c: Context<Page>; ticked: readonly string[]; error: string | undefined }

/** Of which branches it tells. One that is closed by now stands there as long as it is ticked. */
function BranchTicks({ c, ticked, error }: TicksProps) {
  const { branches } = c.var.today
  const today = dayOf(c.var.library.clock.now())
  const codes = new Set([...branches.keys()].filter(code => isStillThere(branches.get(code)!, today)))
  for (const code of ticked) codes.add(code)
  return (
    <fieldset class="field" id="branch" aria-describedby={error ? 'branch-error branch-hint' : 'branch-hint'}>
      <legend>{words.branches}</legend>
      {error ? (
        <p class="error" id="branch-error">
          {words.refused[error as keyof typeof words.refused] ?? fieldErrorText(c, error)}
        </p>
      ) : null}
      <small id="branch-hint">{words.branchesHint}</small>
      <div class="choices">
        {[...codes].map(code => (
          <Tick name="branch" value={code} checked={ticked.includes(code)}>
            {branches.get(code)?.name ?? code}
          </Tick>
        ))}
      </div>
    </fieldset>
  )
}

function NewsTable({ c, all }: { c: Context<Page>; all: readonly ChangedNews[] }) {
  const nameOf = (id: BranchId) => c.var.today.branches.get(id)?.name ?? id
  const today = dayOf(c.var.library.clock.now())
  return (
    <ListTable name={words.title} heads={words.columns}>
      {all.map(news => (
        <tr>
          <td>
            {words.span(dayWords(news.shownFrom), dayWords(news.shownUntil))} <b>{standing(news, today)}</b>
          </td>
          <th scope="row">
            {news.important ? words.importantMark : ''}
            {news.ja.title}
          </th>
          <td>{news.branchIds.length === 0 ? words.everyBranch : news.branchIds.map(nameOf).join('、')}</td>
          <td>
            {(['ja', 'easy', 'en'] as const)
              .filter(language => news[language])
              .map(language => words.languages[language])
              .join('・')}
          </td>
          <td class="row">
            <a
              class="button quiet"
              href={withQuery(desk.news, { change: news.id })}
              aria-label={words.changeOf(news.ja.title)}
            >
              {words.change}
            </a>
            <Press c={c} action={desk.newsRemove} fields={{ id: news.id }} label={words.removeOf(news.ja.title)}>
              {words.remove}
            </Press>
          </td>
        </tr>
      ))}
    </ListTable>
  )
}

function standing({ shownFrom, shownUntil }: ChangedNews, today: Temporal.PlainDate): string {
  if (Temporal.PlainDate.compare(shownFrom, today) > 0) return words.ahead
  return Temporal.PlainDate.compare(shownUntil, today) < 0 ? words.over : words.now
}

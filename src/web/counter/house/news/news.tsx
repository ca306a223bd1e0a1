import type { Context } from 'hono'
import { z } from 'zod'
import { NewsId } from '#ids.ts'
import { allNews } from '#news/list-news.ts'
import { removeNews } from '#news/remove-news.ts'
import { judgeNews, type News, type NewsAsTyped, type NewsRefusal } from '#news/rules/news.ts'
import { writeNews } from '#news/write-news.ts'
import { isId, newId } from '#std/new-id.ts'
import { counterNews as words } from '#text/ja/counter/news.ts'
import { dayOf } from '#time/clock.ts'
import { readForm } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { ErrorSummary, errorLines, PostForm, Press } from '#web/parts/form.tsx'
import { ListTable } from '#web/parts/list-table.tsx'
import { withQuery } from '#web/paths.ts'
import { dayWords, readDay } from '../../day.ts'
import { desk } from '../../desk-paths.ts'
import { CounterLayout } from '../../layout.tsx'
import { staffOf } from '../../session.tsx'
import { NewsForm, type NewsTyped, newsTexts, textsOf, typedTexts } from './news-form.tsx'

const day = z.string().transform((typed, context) => {
  const read = readDay(typed)
  if (read) return read
  context.addIssue({ code: 'custom', message: typed === '' ? 'missing' : 'invalid' })
  return z.NEVER
})

const newsForm = z.object({ ...newsTexts, from: day, until: day })

/** トップページのお知らせ: what is told now, what was, and the form for another. */
export const newsPages = pages()
  .get(desk.news, async c => {
    const all = await allNews(c.var.library)
    const changing = all.find(({ id }) => id === c.req.query('change'))
    return newsPage(c, all, changing ? typedOf(changing) : fresh(c))
  })
  .post(desk.news, async c => {
    const form = readForm(c, newsForm)
    const all = await allNews(c.var.library)
    if (!form.ok) {
      const whys = judgeNews(asTyped(form.typed), dayOf(c.var.library.clock.now()))
      return newsPage(c, all, { ...fresh(c), ...form.typed }, { ...errorsOf(whys), ...form.errors })
    }
    const { id, from, until, ...texts } = form.values
    const news = { id: idOf(id), ...textsOf(texts), shownFrom: from, shownUntil: until }
    const written = await writeNews(c.var.library, staffOf(c), news)
    if (written.ok) return c.redirect(withQuery(desk.news, { saved: news.id }), 303)
    return newsPage(c, all, typedOf(news), errorsOf(written.refusal.whys))
  })
  .post(desk.newsRemove, async c => {
    const form = readForm(c, z.object({ id: z.string() }))
    if (form.ok && isId(form.values.id)) await removeNews(c.var.library, staffOf(c), NewsId(form.values.id))
    return c.redirect(withQuery(desk.news, { removed: '1' }), 303)
  })

const idOf = (id: string) => NewsId(isId(id) ? id : newId())

/** What of a form can be judged though something in it cannot be read. */
const asTyped = ({ id = '', from = '', until = '', ...texts }: Partial<NewsTyped>): NewsAsTyped => ({
  id: idOf(id),
  ...textsOf(texts),
  shownFrom: readDay(from),
  shownUntil: readDay(until),
})

const errorsOf = (whys: readonly NewsRefusal[]) => Object.fromEntries(whys.map(({ field, why }) => [field, why]))

const fresh = (c: Context<Page>): NewsTyped => {
  const today = dayOf(c.var.library.clock.now())
  return { id: newId(), from: `${today}`, until: `${today.add({ weeks: 2 })}` }
}

const typedOf = ({ id, shownFrom, shownUntil, ...texts }: News): NewsTyped => ({
  id,
  from: `${shownFrom}`,
  until: `${shownUntil}`,
  ...typedTexts(texts),
})

function newsPage(
  c: Context<Page>,
  all: readonly News[],
  typed: NewsTyped,
  errors: Partial<Record<string, string>> = {},
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
      {all.length === 0 ? <p class="soft">{words.none}</p> : <NewsTable c={c} all={all} />}
      <PostForm c={c} action={desk.news} class="sheet stack">
        <NewsForm c={c} typed={typed} errors={errors} />
      </PostForm>
    </CounterLayout>,
    lines.length > 0 ? 422 : 200,
  )
}

function NewsTable({ c, all }: { c: Context<Page>; all: readonly News[] }) {
  const today = dayOf(c.var.library.clock.now())
  return (
    <ListTable name={words.title} heads={words.columns}>
      {all.map(news => (
        <tr>
          <td>
            {words.span(dayWords(news.shownFrom), dayWords(news.shownUntil))} <b>{standing(news, today)}</b>
          </td>
          <th scope="row">{news.ja.title}</th>
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

function standing({ shownFrom, shownUntil }: News, today: Temporal.PlainDate): string {
  if (Temporal.PlainDate.compare(shownFrom, today) > 0) return words.ahead
  return Temporal.PlainDate.compare(shownUntil, today) < 0 ? words.over : words.now
}

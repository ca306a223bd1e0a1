import type { Context } from 'hono'
import { isStillThere } from '#branches/rules/branch.ts'
import type { NewsId } from '#ids.ts'
import { type ChangedNews, newsIn, newsShownMax, tellsOf } from '#news/rules/news.ts'
import { dayOf } from '#time/clock.ts'
import { canonicalUrl } from '#web/gate/public-address.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Choice, Submit } from '#web/parts/form.tsx'
import { feedAt } from '#web/parts/languages/language-of.ts'
import { newsLang } from '#web/parts/languages/news-lang.ts'
import { Layout } from '#web/parts/layout.tsx'
import { paths, withQuery } from '#web/paths.ts'

/** お知らせ: everything that is told today, of all branches or of one. */
export const newsPages = pages().get(paths.news, c => {
  const { t, today } = c.var
  const words = t.news
  const asked = askedNews(c)
  if (!asked) return c.notFound()
  const { branchId, news, title } = asked
  const sought = c.req.query('of')
  const isOver = sought !== undefined && !news.some(({ id }) => id === sought)
  const feed = feedAt(c, paths.newsFeed, { branch: branchId })
  return show(
    c,
    <Layout c={c} title={title} feed={feed} canonical={canonicalUrl(c, newsOf(branchId))}>
      <h1>{title}</h1>
      {today.branches.size > 1 ? (
        <form class="choose row" action={paths.news}>
          <Choice
            name="branch"
            label={words.branches}
            options={[
              ['', words.everyBranch],
              ...branchesWithNews(c, branchId).map(({ id, name }) => [id, name] as const),
            ]}
            chosen={branchId ?? ''}
          />
          <Submit>{words.show}</Submit>
        </form>
      ) : null}
      {isOver ? (
        <p class="note ask" role="status">
          {words.over}
        </p>
      ) : null}
      {news.length < newsShownMax ? null : <p>{t.parts.listEnds(newsShownMax)}</p>}
      {news.length === 0 ? <p>{words.none}</p> : <NewsList c={c} news={news} heading="h2" />}
      <p>
        <a href={feed}>{words.feed}</a>
      </p>
    </Layout>,
  )
})

/** Of which branches a reader may choose the news: those that are there, one that is told of, and the chosen one. */
function branchesWithNews(c: Context<Page>, chosen: string | null) {
  const { today, library } = c.var
  const day = dayOf(library.clock.now())
  const told = new Set([...today.news.flatMap(({ branchIds }) => branchIds), chosen])
  return [...today.branches.values()].filter(branch => told.has(branch.id) || isStillThere(branch, day))
}

/** The news that an address asks for by `branch`, and what they are called; null: there is no such branch. */
export function askedNews(c: Context<Page>) {
  const { today, t } = c.var
  const code = c.req.query('branch') ?? ''
  const branch = code === '' ? null : today.branches.get(code)
  if (branch === undefined) return null
  if (branch === null) return { branchId: null, news: today.news, title: t.news.title }
  const news = today.news.filter(one => tellsOf(one, branch.id))
  return { branchId: branch.id, news, title: t.news.titleOf(branch.name) }
}

/** Where the news of a branch stand; null: of all. */
export const newsOf = (branchId: string | null): string => withQuery(paths.news, { branch: branchId })

/** Where one piece of news stands among them; after its last day the page says that it is over. */
export const newsAt = (id: NewsId, branchId: string | null): string =>
  `${withQuery(paths.news, { branch: branchId, of: id })}#news-${id}`

type ListProps = { c: Context<Page>; news: readonly ChangedNews[]; heading: 'h2' | 'h3' }

/** A list of news, each in the language of the page where it was written in it. */
export const NewsList = ({ c, news, heading: Heading }: ListProps) => {
  const { t, today, language } = c.var
  return (
    <ul class="news">
      {news.map(one => {
        const { title, body } = newsIn(one, language)
        const branches = one.branchIds.flatMap(id => today.branches.get(id)?.name ?? [])
        return (
          <li id={`news-${one.id}`}>
            <small>{t.dates.shortDay(one.shownFrom)}</small>
            <div>
              <Heading>
                {one.important ? t.news.importantMark : ''}
                <span lang={newsLang(c, one)}>{title}</span>
              </Heading>
              {branches.length === 0 ? null : <p class="soft">{t.news.of(branches)}</p>}
              {body === '' ? null : (
                <p class="prewrap" lang={newsLang(c, one)}>
                  {body}
                </p>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

import type { Context } from 'hono'
import { ThemeId } from '#ids.ts'
import { newsIn } from '#news/rules/news.ts'
import { isId } from '#std/new-id.ts'
import { type Theme, themesShownMax } from '#themes/rules/theme.ts'
import { type ShownTheme, showTheme, titlesOnPage } from '#themes/show-themes.ts'
import { canonicalUrl } from '#web/gate/public-address.ts'
import { type MadePage, showKept } from '#web/kept-pages.ts'
import { type Page, pages, show } from '#web/page.ts'
import { ClosedNote } from '#web/parts/books/add-to-basket.tsx'
import { Furigana, withoutFurigana } from '#web/parts/furigana.tsx'
import { feedAt } from '#web/parts/languages/language-of.ts'
import { newsLang } from '#web/parts/languages/news-lang.ts'
import { Layout } from '#web/parts/layout.tsx'
import { Pager } from '#web/parts/wayfinding/pager.tsx'
import { Trail } from '#web/parts/wayfinding/trail.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { Hits } from '../search/hit.tsx'

/** 特集: those of today, and one with its titles. */
export const themePages = pages()
  .get(paths.themes, c => {
    const { t, today } = c.var
    const words = t.themes
    return show(
      c,
      <Layout c={c} title={words.title} feed={themesFeed(c)} canonical={canonicalUrl(c, paths.themes)}>
        <div class="stack tight">
          <h1>{words.title}</h1>
          <p>{today.themes.length === 0 ? words.none : words.lead}</p>
        </div>
        {today.themes.length < themesShownMax ? null : <p>{t.parts.listEnds(themesShownMax)}</p>}
        {today.themes.length === 0 ? <ToSearch c={c} /> : <Themes c={c} themes={today.themes} />}
      </Layout>,
    )
  })
  .get(paths.theme(':id'), c => showKept(c, () => themePage(c)))

/** A page of a theme as it is asked for by its address; a wrong id is one that there is not. */
export async function askedTheme(c: Context<Page>, id: string | undefined): Promise<ShownTheme> {
  const typed = c.req.query('page') ?? ''
  const page = /^[1-9]\d{0,2}$/.test(typed) ? Number(typed) : 1
  return isId(id ?? '') ? showTheme(c.var.library, c.var.today.themes, ThemeId(id!), page) : { is: 'unknown' }
}

async function themePage(c: Context<Page>): Promise<MadePage | Response> {
  const asked = await askedTheme(c, c.req.param('id'))
  switch (asked.is) {
    case 'unknown':
      return c.notFound()
    case 'over':
      return show(c, <Over c={c} theme={asked.theme} />, 410)
    case 'shown':
      return { view: <ThemePage c={c} shown={asked} />, bibIds: asked.titles.map(({ bib }) => bib.id) }
    default:
      return asked satisfies never
  }
}

const themesFeed = (c: Context<Page>) => feedAt(c, paths.themesFeed)

type ThemeProps = { c: Context<Page>; shown: Extract<ShownTheme, { is: 'shown' }> }

function ThemePage({ c, shown: { theme, titles, total, page, pages: last } }: ThemeProps) {
  const { t, today, language } = c.var
  const words = t.themes
  const { title, body } = newsIn(theme, language)
  const lineOf = new Map(titles.map(({ bib, line }) => [bib.id, line]))
  const href = (to: number) => withQuery(paths.theme(theme.id), { page: to === 1 ? null : to })
  return (
    <Layout
      c={c}
      title={withoutFurigana(title)}
      feed={themesFeed(c)}
      canonical={canonicalUrl(c, href(page))}
      {...(body === '' ? {} : { description: Array.from(withoutFurigana(body)).slice(0, 160).join('') })}
    >
      <div class="stack tight">
        <Trail
          label={t.opac.top.doors}
          steps={[{ name: words.title, href: paths.themes }]}
          here={withoutFurigana(title)}
        />
        <h1>
          <span lang={newsLang(c, theme)}>
            <Furigana text={title} />
          </span>{' '}
          <span class="soft total">{words.count(total)}</span>
        </h1>
        <About c={c} theme={theme} />
        {body === '' ? null : (
          <p class="prewrap" lang={newsLang(c, theme)}>
            <Furigana text={body} />
          </p>
        )}
      </div>
      {today.ordering === 'closed' ? <ClosedNote c={c} /> : null}
      {titles.length === 0 ? (
        <>
          <p>{total === 0 ? words.emptyTheme : t.search.pager.beyond}</p>
          <ToSearch c={c} />
        </>
      ) : (
        <ol start={(page - 1) * titlesOnPage + 1}>
          <Hits c={c} found={titles} remark={id => lineOf.get(id) ?? null} />
        </ol>
      )}
      <Pager t={t} page={page} pages={last} size={titlesOnPage} href={href} />
    </Layout>
  )
}

/** Themes as a list: what each is about, whose, and until when. */
export const Themes = ({ c, themes }: { c: Context<Page>; themes: readonly Theme[] }) => (
  <ul class="themes">
    {themes.map(theme => {
      const { title, body } = newsIn(theme, c.var.language)
      return (
        <li>
          <h3>
            <a href={paths.theme(theme.id)} lang={newsLang(c, theme)}>
              <Furigana text={title} />
            </a>
          </h3>
          <About c={c} theme={theme} />
          {body === '' ? null : (
            <p class="begun" lang={newsLang(c, theme)}>
              <Furigana text={body} />
            </p>
          )}
        </li>
      )
    })}
  </ul>
)

function About({ c, theme: { branchId, shownUntil } }: { c: Context<Page>; theme: Theme }) {
  const { t, today } = c.var
  const branch = branchId === null ? undefined : today.branches.get(branchId)?.name
  const about = [
    branch === undefined ? null : t.themes.by(branch),
    shownUntil === null ? null : t.themes.until(t.dates.day(shownUntil)),
  ].filter(one => one !== null)
  return about.length === 0 ? null : <p class="soft">{about.join('　')}</p>
}

function Over({ c, theme }: { c: Context<Page>; theme: Theme }) {
  const words = c.var.t.themes
  const title = words.overTitle(withoutFurigana(newsIn(theme, c.var.language).title))
  return (
    <Layout c={c} title={title} robots="noindex">
      <div class="note stack tight">
        <h1>{title}</h1>
        <p>{words.overBody}</p>
      </div>
      <p class="row">
        <a class="button" href={paths.themes}>
          {words.all}
        </a>
        <a class="button quiet" href={paths.search}>
          {c.var.t.search.title}
        </a>
      </p>
    </Layout>
  )
}

const ToSearch = ({ c }: { c: Context<Page> }) => (
  <p>
    <a class="button" href={paths.search}>
      {c.var.t.search.title}
    </a>
  </p>
)

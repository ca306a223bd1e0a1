import type { Context } from 'hono'
import { newsIn } from '#news/rules/news.ts'
import { isJapanese } from '#text/language.ts'
import type { Theme } from '#themes/rules/theme.ts'
import type { Page } from '#web/page.ts'
import { show } from '#web/page.ts'
import { Furigana, withoutFurigana } from '#web/parts/furigana.tsx'
import { newsLang } from '#web/parts/languages/news-lang.ts'
import { Layout } from '#web/parts/layout.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { askedTheme } from '../browse/themes.tsx'
import { ChildBook } from './child-book.tsx'

/** A child reads the easy words, where the library has written any. */
const wordsOf = (c: Context<Page>, theme: Theme) =>
  newsIn(theme, isJapanese(c.var.language) ? 'ja-easy' : c.var.language)

const themesMax = 3

/** 特集 for children, the newest first. */
export function ChildThemes({ c }: { c: Context<Page> }) {
  const themes = c.var.today.themes.filter(({ forChildren }) => forChildren).slice(0, themesMax)
  if (themes.length === 0) return null
  return (
    <section class="stack tight">
      <h2>
        <Furigana text={c.var.t.children.newThemes} />
      </h2>
      <ul class="themes">
        {themes.map(theme => (
          <li>
            <h3>
              <a href={withQuery(paths.children, { theme: theme.id })} lang={newsLang(c, theme)}>
                <Furigana text={wordsOf(c, theme).title} />
              </a>
            </h3>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The books of a theme, as a child sees them; the way back leads to the pages for children. */
export async function childThemePage(c: Context<Page>, id: string) {
  const { children: words } = c.var.t
  const asked = await askedTheme(c, id)
  if (asked.is === 'unknown' || !asked.theme.forChildren) return c.notFound()
  const { title, body } = wordsOf(c, asked.theme)
  const isOver = asked.is === 'over'
  const href = (to: number) => withQuery(paths.children, { theme: id, page: to === 1 ? null : to })
  const view = (
    <Layout c={c} title={withoutFurigana(title)} query={null} robots="noindex">
      <div class="child stack">
        <h1 lang={newsLang(c, asked.theme)}>
          <Furigana text={title} />
        </h1>
        {isOver || body === '' ? null : (
          <p class="prewrap" lang={newsLang(c, asked.theme)}>
            <Furigana text={body} />
          </p>
        )}
        {isOver || asked.titles.length === 0 ? (
          <p>
            <Furigana text={isOver ? words.themeOver : words.themeEmpty} />
          </p>
        ) : (
          <ul class="child-books">
            {asked.titles.map(found => (
              <ChildBook
                c={c}
                found={found}
                href={withQuery(paths.childBib(found.bib.id), {
                  theme: id,
                  page: asked.page === 1 ? null : asked.page,
                })}
                remark={found.line}
              />
            ))}
          </ul>
        )}
        <p class="row">
          {!isOver && asked.page > 1 ? (
            <a class="button" href={href(asked.page - 1)} rel="prev">
              {words.previous}
            </a>
          ) : null}
          {!isOver && asked.page < asked.pages ? (
            <a class="button chief" href={href(asked.page + 1)} rel="next">
              {words.next}
            </a>
          ) : null}
          <a class="button" href={paths.children}>
            {words.back}
          </a>
        </p>
      </div>
    </Layout>
  )
  return show(c, view, isOver ? 410 : 200)
}

import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { htmlLang, type Language } from '#text/language.ts'
import { assetPath } from '../assets.ts'
import type { Page } from '../page.ts'
import { paths, withQuery } from '../paths.ts'
import { BasketSign } from './basket-sign.tsx'

type LayoutProps = {
  c: Context<Page>
  title: string
  /** What was searched for, in the masthead's box; null leaves the box out (the top page has its own). */
  query?: string | null
  children?: Child
}

/** The frame of every page for patrons: skip link, masthead, main, foot. Works at 240 px and without script. */
export function Layout({ c, title, query = '', children }: LayoutProps) {
  const { t, language, visitor, library } = c.var
  const name = library.policy.libraryName
  return (
    <html lang={htmlLang(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === name ? name : `${title} | ${name}`}</title>
        <link rel="stylesheet" href={assetPath('kago.css')} />
        <link rel="icon" href={assetPath('basket.svg')} type="image/svg+xml" />
      </head>
      <body class={visitor.terminal ? 'terminal' : undefined}>
        <a class="skip" href="#main">
          {t.parts.skipToContent}
        </a>
        <header class="masthead">
          <div class="wrap">
            <a class="sign" href={paths.top}>
              <BasketSign />
              {name}
            </a>
            {query === null ? null : (
              <form class="seek" action={paths.search}>
                <search>
                  <input
                    type="search"
                    name="q"
                    value={query}
                    aria-label={t.parts.searchLabel}
                    placeholder={t.parts.searchPlaceholder}
                    accesskey="0"
                    maxlength={200}
                  />
                  <button type="submit" class="button chief">
                    {t.parts.searchButton}
                  </button>
                </search>
              </form>
            )}
            <nav class="mine" aria-label={t.parts.forPatrons}>
              <a href={paths.myLibrary} accesskey="1">
                <Key digit={1} />
                {visitor.terminal ? t.myLibrary.terminalTitle : t.parts.myLibrary}
              </a>
              <a href={paths.basket} accesskey="2">
                <Key digit={2} />
                {t.parts.basket}
                {visitor.is === 'patron' && visitor.basketCount > 0 ? (
                  <span class="count">{visitor.basketCount}</span>
                ) : null}
              </a>
            </nav>
          </div>
        </header>
        <main id="main">
          <div class="wrap stack">{children}</div>
        </main>
        <footer class="foot">
          <div class="wrap">
            <nav class="languages" aria-label={t.parts.language}>
              <LanguageLink to="ja" now={language} here={c.req.path} name={t.parts.japanese} />
              <LanguageLink to="ja-easy" now={language} here={c.req.path} name={t.parts.easyJapanese} />
              <LanguageLink to="en" now={language} here={c.req.path} name={t.parts.english} />
            </nav>
          </div>
        </footer>
      </body>
    </html>
  )
}

/** The digit of an access key, shown on feature phones only. */
const Key = ({ digit }: { digit: number }) => (
  <span class="key" aria-hidden="true">
    {digit}
  </span>
)

const LanguageLink = ({ to, now, here, name }: { to: Language; now: Language; here: string; name: string }) =>
  to === now ? (
    <span aria-current="true">{name}</span>
  ) : (
    <a href={withQuery(paths.language, { to, back: here })} lang={htmlLang(to)} rel="nofollow">
      {name}
    </a>
  )

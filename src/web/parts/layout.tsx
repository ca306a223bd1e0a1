import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { hasTerms } from '#patrons/agreement/terms.ts'
import { htmlLang, wordsClass } from '#text/language.ts'
import { assetPath } from '../assets.ts'
import { AsOf } from '../away/as-of.tsx'
import { windowInWords } from '../my-library/when.ts'
import { OwnStyle } from '../own-style.tsx'
import type { Page } from '../page.ts'
import { paths } from '../paths.ts'
import { BasketSign } from './books/basket-sign.tsx'
import { PostForm } from './form.tsx'
import { hoursOf } from './hours.tsx'
import { Languages } from './languages/languages.tsx'
import { libraryName } from './library-name.ts'
import { Offered } from './offered.tsx'
import { SeekForm } from './seek-form.tsx'
import { WhoseCard } from './whose-card.tsx'

type LayoutProps = {
  c: Context<Page>
  title: string
  /** What was searched for, in the masthead's box; null leaves the box out (the top page has its own). */
  query?: string | null
  /** What the page is about, in a sentence, for search engines; what the library is, where a page has none. */
  description?: string | undefined
  /** 'noindex' keeps a page out of search engines. */
  robots?: 'noindex' | undefined
  /** The lasting address of what the page shows, where it is not the page's own. */
  canonical?: string | undefined
  /** An Atom feed of the same list. */
  feed?: string | undefined
  children?: Child
}

/** The frame of every page for patrons: skip link, masthead, main, foot. Works at 240 px and without script. */
export function Layout({ c, title, query = '', robots, description, canonical, feed, children }: LayoutProps) {
  const { t, language, visitor } = c.var
  const name = libraryName(c)
  const { pathname, search } = new URL(c.req.url)
  const here = pathname + search
  return (
    <html lang={htmlLang(language)} class={wordsClass(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === name ? name : `${title} | ${name}`}</title>
        <link rel="stylesheet" href={assetPath('kago.css')} />
        <OwnStyle c={c} />
        <link rel="icon" href={assetPath('basket.svg')} type="image/svg+xml" />
        <Offered c={c} path={paths.unapi}>
          <link rel="unapi-server" type="application/xml" title="unAPI" href={paths.unapi} />
        </Offered>
        <link rel="search" href={paths.openSearch} type="application/opensearchdescription+xml" title={name} />
        {robots ? (
          <meta name="robots" content={robots} />
        ) : (
          <meta name="description" content={description ?? t.parts.about(name)} />
        )}
        {canonical ? <link rel="canonical" href={canonical} /> : null}
        {feed ? <link rel="alternate" type="application/atom+xml" href={feed} title={title} /> : null}
        <script type="module" src={assetPath('suggest.js')} />
      </head>
      <body class={visitor.terminal ? 'terminal' : undefined}>
        <a class="skip" href="#main">
          {t.parts.skipToContent}
        </a>
        <header class={visitor.is === 'patron' && query !== null ? 'masthead full' : 'masthead'}>
          <div class="wrap">
            <a class="sign" href={paths.top}>
              <BasketSign />
              <span class="name">{name}</span>
            </a>
            {query === null ? null : <SeekForm t={t} value={query} />}
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
              {visitor.is === 'patron' ? (
                <PostForm c={c} action={paths.logout} class="">
                  <button type="submit">{t.parts.logOut}</button>
                </PostForm>
              ) : null}
            </nav>
          </div>
        </header>
        <WhoseCard c={c} />
        <AsOf c={c} />
        <WindowSoon c={c} />
        <ToChildren c={c} />
        <main id="main">
          <div class="wrap stack">{children}</div>
        </main>
        <footer class="foot">
          <div class="wrap">
            <TodaysHours c={c} />
            <Languages c={c} back={here} />
          </div>
        </footer>
      </body>
    </html>
  )
}

/** The way back of a child who came from the pages for children. */
const ToChildren = ({ c }: { c: Context<Page> }) =>
  c.var.isChild ? (
    <Offered c={c} path={paths.children}>
      <p class="wrap">
        <a class="button" href={paths.children}>
          {c.var.t.children.back}
        </a>
      </p>
    </Offered>
  ) : null

/** From half an hour before: 「午前3時から午前4時は予約できません。」 (M14) */
function WindowSoon({ c }: { c: Context<Page> }) {
  const { t, today, library } = c.var
  if (today.ordering !== 'soon') return null
  const { from, until } = windowInWords(t, library.policy.intakeWindow)
  return <p class="announce">{t.parts.windowSoon(from, until)}</p>
}

function TodaysHours({ c }: { c: Context<Page> }) {
  const { t, today, library } = c.var
  const central = today.openings.find(({ branchId }) => today.branches.get(branchId)?.isCentral) ?? today.openings[0]
  return (
    <p>
      {central ? `${t.parts.openToday(central.name, hoursOf(t, central))} ` : ''}
      <a href={paths.calendar}>{t.parts.calendar}</a> <a href={paths.guide}>{t.parts.guide}</a>{' '}
      <a href={paths.privacy}>{t.privacy.title}</a>
      {hasTerms(library.policy) ? (
        <>
          {' '}
          <a href={paths.terms}>{t.terms.title}</a>
        </>
      ) : null}
    </p>
  )
}

/** The digit of an access key, shown on feature phones only. */
const Key = ({ digit }: { digit: number }) => (
  <span class="key" aria-hidden="true">
    {digit}
  </span>
)

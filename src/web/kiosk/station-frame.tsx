import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { idleMinutes } from '#patrons/signing-in/sessions.ts'
import type { Terminal } from '#patrons/terminals/terminal.ts'
import { htmlLang, wordsClass } from '#text/language.ts'
import { assetPath } from '../assets.ts'
import { OwnStyle } from '../own-style.tsx'
import type { Page } from '../page.ts'
import { Languages } from '../parts/languages/languages.tsx'
import { libraryName } from '../parts/library-name.ts'
import { paths } from '../paths.ts'

/** What was done or refused with the last scan. */
export type StationSaid = { good: boolean; text: string }

/** A station: one thing to do, large, in each language, with what came of the last scan above it. */
export function StationFrame({
  c,
  station,
  title,
  said = null,
  children,
}: {
  c: Context<Page>
  station: Terminal
  title: string
  said?: StationSaid | null
  children?: Child
}) {
  const { t, language, library } = c.var
  const name = libraryName(c)
  const back = c.req.path.startsWith(paths.selfCheckReturn) ? paths.selfCheckReturn : paths.selfCheck
  return (
    <html lang={htmlLang(language)} class={wordsClass(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} | ${t.selfCheck.title} | ${name}`}</title>
        <link rel="stylesheet" href={assetPath('kago.css')} />
        <OwnStyle c={c} />
        <link rel="icon" href={assetPath('basket.svg')} type="image/svg+xml" />
        <meta name="robots" content="noindex" />
      </head>
      <body class="terminal station">
        <header class="masthead">
          <div class="wrap">
            <span class="sign">
              {name} {t.selfCheck.title}
            </span>
            <Languages c={c} back={back} />
          </div>
        </header>
        <main id="main">
          <div class="wrap stack">
            {said ? (
              <p class={said.good ? 'note good' : 'note ask'} role={said.good ? 'status' : 'alert'}>
                {said.text}
              </p>
            ) : null}
            <h1>{title}</h1>
            {children}
          </div>
        </main>
        <footer class="foot">
          <div class="wrap">
            <p>{t.selfCheck.ends(idleMinutes(library.policy, station.id))}</p>
          </div>
        </footer>
      </body>
    </html>
  )
}

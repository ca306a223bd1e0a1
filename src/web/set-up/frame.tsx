import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { settings } from '#text/ja/settings.ts'
import { assetPath } from '../assets.ts'
import type { Page } from '../page.ts'
import { BasketSign } from '../parts/books/basket-sign.tsx'

/** The steps of the first evening, in their order. */
const steps = ['name', 'places', 'rules', 'mail', 'admin'] as const
export type Step = (typeof steps)[number]

/** The address of a step, or of something done in it; ':secret' for a route. */
export const setUpPath = (secret: string, step: Step, deed = ''): string =>
  `/set-up/${secret}/${step}${deed ? `/${deed}` : ''}`

export const nextStep = (secret: string, step: Step): string =>
  setUpPath(secret, steps[steps.indexOf(step) + 1] ?? 'admin')

const titles = (words = settings.setUp): Record<Step, string> => ({
  name: words.nameTitle,
  places: words.placesTitle,
  rules: words.rulesTitle,
  mail: words.mailTitle,
  admin: words.adminTitle,
})

/** A page before there is a library: its name so far, and what is said. */
function SetUpPage({ c, title, children }: { c: Context<Page>; title: string; children?: Child }) {
  return (
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} | ${settings.setUp.title}`}</title>
        <link rel="stylesheet" href={assetPath('kago.css')} />
        <link rel="icon" href={assetPath('basket.svg')} type="image/svg+xml" />
      </head>
      <body class="counter">
        <header class="masthead">
          <div class="wrap">
            <span class="sign">
              <BasketSign />
              {c.var.library.policy.identity.name.ja} {settings.setUp.title}
            </span>
          </div>
        </header>
        <main id="main">
          <div class="wrap stack">{children}</div>
        </main>
      </body>
    </html>
  )
}

/** The frame of every step: which it is, why what was sent was not taken, and the way back. */
export function SetUpFrame({
  c,
  secret,
  step,
  sentences = [],
  children,
}: {
  c: Context<Page>
  secret: string
  step: Step
  /** Why what was sent was not taken. */
  sentences?: readonly string[]
  children?: Child
}) {
  const { setUp } = settings
  const at = steps.indexOf(step)
  const title = titles()[step]
  return (
    <SetUpPage c={c} title={title}>
      <p class="soft">{setUp.step(at + 1, steps.length)}</p>
      <h1>{title}</h1>
      {sentences.length > 0 ? (
        <div class="note ask" role="alert">
          <ul>
            {sentences.map(sentence => (
              <li>{sentence}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {children}
      {at > 0 ? (
        <p>
          <a href={setUpPath(secret, steps[at - 1]!)}>{setUp.back}</a>
        </p>
      ) : null}
    </SetUpPage>
  )
}

/** A page that says one thing: a wrong address, a fault of ours. */
export const SetUpMessage = ({ c, title, body }: { c: Context<Page>; title: string; body: string }) => (
  <SetUpPage c={c} title={title}>
    <div class="note ask stack tight" role="alert">
      <h1>{title}</h1>
      <p>{body}</p>
    </div>
  </SetUpPage>
)

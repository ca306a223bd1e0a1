import type { Context } from 'hono'
import { counterOffline } from '#text/ja/counter/offline.ts'
import { originOf } from '#web/gate/guard.tsx'
import type { FormFields, Page } from '../page.ts'
import { Submit } from '../parts/form.tsx'
import { Layout } from '../parts/layout.tsx'
import { rowAt } from '../path-table.ts'
import { paths } from '../paths.ts'

/** Fields that are not shown again to anybody: what stands in them is known to one person alone. */
export const isSecret = (name: string): boolean => /password|current|wished|again|code/i.test(name)

/**
 * The page that stands in for one which needs the database: what is the matter, what goes on, and what was typed, with
 * a button that sends it again.
 * @param perhapsTaken the database went away while the form was being taken
 */
export function AwayPage({ c, perhapsTaken }: { c: Context<Page>; perhapsTaken: boolean }) {
  const { t } = c.var
  const isPosted = c.req.method === 'POST'
  return (
    <Layout c={c} title={t.away.title}>
      <div class="note ask stack tight" role="alert">
        <h1>{t.away.title}</h1>
        <p>{t.away.body}</p>
        {isPosted ? <p>{perhapsTaken ? t.away.perhapsTaken : t.away.notTaken}</p> : null}
        <p>{t.away.goesOn}</p>
      </div>
      {rowAt(c.req.path)?.reader === 'staff' ? <AtCounter /> : null}
      {isPosted ? <TypedForm c={c} /> : null}
      <p class="row">
        {isPosted ? null : (
          <a class="button" href={addressOf(c)}>
            {t.away.openAgain}
          </a>
        )}
        <a class="button" href={paths.search}>
          {t.away.toSearch}
        </a>
      </p>
    </Layout>
  )
}

/** What a counter does meanwhile: it scans on in this browser, or, without its script, writes on paper. */
const AtCounter = () => (
  <section class="note stack tight" lang="ja">
    <h2>{counterOffline.away.title}</h2>
    <p>{counterOffline.away.go}</p>
    <p>
      <a class="button chief" href={paths.offlineDesk}>
        {counterOffline.title}
      </a>
    </p>
    <noscript>
      <p>{counterOffline.away.paper}</p>
    </noscript>
  </section>
)

/** What was typed on a page of ours, to be sent once more. */
function TypedForm({ c }: { c: Context<Page> }) {
  const { t, form } = c.var
  if (form === null || originOf(c) === 'elsewhere') return null
  const fields = [...form].flatMap(([name, values]) => values.map(value => ({ name, value })))
  const secret = fields.filter(({ name }) => isSecret(name))
  if (secret.some(({ name }) => name !== 'password')) return <p>{t.away.secretsNotKept}</p>
  const open = fields.filter(({ name }) => !isSecret(name))
  const written = wordsIn(form)
  return (
    <form method="post" action={addressOf(c)} class="stack">
      <p>{t.away.kept}</p>
      {written.length > 0 ? (
        <>
          <h2>{t.away.typed}</h2>
          <ul>
            {written.map(text => (
              <li class="typed">{text}</li>
            ))}
          </ul>
        </>
      ) : null}
      {open.map(({ name, value }) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {secret.length > 0 ? (
        <div class="field">
          <label for="password">{t.away.password}</label>
          <input id="password" name="password" type="password" autocomplete="current-password" required />
        </div>
      ) : null}
      <Submit look="chief">{t.away.sendAgain}</Submit>
    </form>
  )
}

/** What somebody wrote by hand, as far as that can be seen; numbers and codes of our own forms are none of it. */
const wordsIn = (form: FormFields): string[] =>
  [...form].filter(([name]) => name !== 'csrf' && !isSecret(name)).flatMap(([, values]) => values.filter(isWords))

const isWords = (value: string) => /[^\u0021-\u007e]/.test(value) && value.trim() !== ''

function addressOf(c: Context<Page>): string {
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}

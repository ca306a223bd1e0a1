import type { Context } from 'hono'
import { z } from 'zod'
import { centralPhone } from '#branches/central-phone.ts'
import { askForLink } from '#patrons/by-mail/ask-for-link.ts'
import { type LinkRefusal, suggestByLink, usePasswordLink } from '#patrons/by-mail/use-link.ts'
import type { Text } from '#text/text.ts'
import { readForm, readQuery, text } from '#web/forms.ts'
import { say } from '#web/gate/guard.tsx'
import { type Page, pages, show } from '#web/page.ts'
import {
  asSent,
  cardNumberKeyboard,
  Done,
  ErrorSummary,
  Field,
  fieldErrorText,
  labelledLines,
  PostForm,
  Submit,
  toDone,
} from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { anybodysFormToken, doorOf, isOwnForm, notOnTerminals, signIn } from '#web/session.ts'
import { NewPasswordFields, suggestedBefore } from './password.tsx'

const typed = () => z.string().min(1, 'missing').max(256, 'tooLong')

const askedQuery = z.object({ asked: z.literal('1').optional().catch(undefined) })
const cardNumberForm = z.object({ cardNumber: text(60), mail: text(254) })
const wishedForm = z.object({ wished: typed(), again: typed() })

/**
 * パスワードを忘れたとき, where the library offers it: a link by mail to the registered address, and the page that it opens. Not
 * on a terminal, where others would find the mail open.
 */
export const forgottenPages = pages()
  .use(paths.forgotten, notOnTerminals)
  .use(`${paths.forgotten}/*`, notOnTerminals)
  .get(paths.forgotten, c => {
    const query = readQuery(c, askedQuery)
    return askPage(c, { isAsked: query.ok && query.values.asked !== undefined })
  })
  .post(paths.forgotten, async c => {
    if (!isOwnForm(c)) return say(c, 403)
    const form = readForm(c, cardNumberForm)
    if (!form.ok) return askPage(c, { typed: form.typed, errors: form.errors })
    const asked = await askForLink(c.var.library, { ...form.values, ...doorOf(c) })
    if (asked.ok) return c.redirect(toDone(withQuery(paths.forgotten, { asked: 1 })), 303)
    return asked.refusal.why === 'notOffered' ? c.notFound() : askPage(c, { typed: form.values, isTooMany: true })
  })
  .get(paths.newPassword(':secret'), c => newPasswordPage(c, {}))
  .post(paths.newPassword(':secret'), async c => {
    if (!isOwnForm(c)) return say(c, 403)
    const form = readForm(c, wishedForm)
    if (!form.ok) {
      const errors = Object.entries(form.errors).map(([field, error]) => [field, fieldErrorText(c, `${error}`)])
      return newPasswordPage(c, Object.fromEntries(errors))
    }
    const set = await usePasswordLink(c.var.library, c.req.param('secret') ?? '', form.values)
    if (!set.ok) return newPasswordPage(c, refusalAt(c.var.t, set.refusal))
    await signIn(c, { ...set.value, mustChangePassword: false })
    return c.redirect(paths.myLibrary, 303)
  })

type Asking = {
  isAsked?: boolean
  isTooMany?: boolean
  typed?: Partial<Record<string, string>>
  errors?: Partial<Record<string, string>>
}

async function askPage(
  c: Context<Page>,
  { isAsked = false, isTooMany = false, typed: filled = {}, errors = {} }: Asking,
) {
  const { t, library } = c.var
  const { byMail: words, cardNumber, cardNumberHint, forgotten, phone: phoneWord } = t.patrons
  const phone = await centralPhone(library)
  const labels: Record<string, string> = { cardNumber, mail: words.mail }
  const lines = labelledLines(c, errors, labels)
  const sent = asSent({ c, errors, typed: filled })
  c.header('cache-control', 'no-store')
  return show(
    c,
    <Layout c={c} title={words.title}>
      <div class="sheet stack narrow">
        <h1>{words.title}</h1>
        {isAsked ? <Done>{words.asked}</Done> : null}
        {isTooMany ? (
          <p class="note ask" role="alert" tabindex={-1} autofocus>
            {words.tooMany}
          </p>
        ) : null}
        <ErrorSummary c={c} lines={lines} />
        {isAsked ? (
          <p>{words.notCome}</p>
        ) : (
          <>
            <p>{words.why}</p>
            <PostForm c={c} action={paths.forgotten} token={anybodysFormToken(c)}>
              <Field
                {...sent('cardNumber')}
                label={cardNumber}
                hint={cardNumberHint}
                {...cardNumberKeyboard}
                autocomplete="username"
                maxlength={60}
              />
              <Field {...sent('mail')} type="email" label={words.mail} autocomplete="email" maxlength={254} />
              <Submit look="chief" wide>
                {words.send}
              </Submit>
            </PostForm>
          </>
        )}
        <p>{forgotten}</p>
        {phone ? (
          <p>
            {phoneWord} <a href={`tel:${phone}`}>{phone}</a>
          </p>
        ) : null}
      </div>
    </Layout>,
    isTooMany ? 429 : lines.length > 0 ? 422 : 200,
  )
}

/** What a link opens: the two fields of a new password. Looking at it uses nothing up, since mail programs look too. */
async function newPasswordPage(c: Context<Page>, errors: Partial<Record<string, string>>) {
  const { t, library } = c.var
  const { byMail: words, ...p } = t.patrons
  const secret = c.req.param('secret') ?? ''
  const suggested = await suggestByLink(library, secret)
  c.header('cache-control', 'no-store')
  if (suggested === null) return overPage(c)
  const labels: Record<string, string> = { wished: p.wished, again: p.again }
  const lines = Object.entries(errors).map(([field, said]) => ({ field, text: `${labels[field]}：${said}` }))
  return show(
    c,
    <Layout c={c} title={words.setTitle}>
      <div class="sheet stack narrow">
        <h1>{words.setTitle}</h1>
        <p>{words.setWhy}</p>
        <ErrorSummary c={c} lines={lines} />
        <PostForm c={c} action={paths.newPassword(secret)} token={anybodysFormToken(c)}>
          <NewPasswordFields c={c} suggested={suggestedBefore(c) ?? suggested} errors={errors} />
          <Submit look="chief" wide>
            {words.set}
          </Submit>
        </PostForm>
      </div>
    </Layout>,
    lines.length > 0 ? 422 : 200,
  )
}

const overPage = (c: Context<Page>) =>
  show(
    c,
    <Layout c={c} title={c.var.t.patrons.byMail.overTitle}>
      <div class="note ask stack tight" role="alert">
        <h1>{c.var.t.patrons.byMail.overTitle}</h1>
        <p>{c.var.t.patrons.byMail.over}</p>
        <p>
          <a href={paths.login}>{c.var.t.patrons.loginTitle}</a>
        </p>
        <p>
          <a href={paths.forgotten}>{c.var.t.patrons.byMail.title}</a>
        </p>
      </div>
    </Layout>,
    404,
  )

/** At which field a refusal is said; a link that is over meanwhile has a page of its own. */
function refusalAt(t: Text, refusal: LinkRefusal): Partial<Record<string, string>> {
  const words = t.patrons.refusal
  switch (refusal.why) {
    case 'over':
      return {}
    case 'notTheSame':
      return { again: words.notTheSame }
    case 'tooLong':
      return { wished: words.tooLong(refusal.max) }
    default:
      return { wished: words[refusal.why] }
  }
}

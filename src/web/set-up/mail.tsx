import { randomInt, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { mailCame, sendTestMail } from '#opening/set-up.ts'
import { settings } from '#text/ja/settings.ts'
import { type Page, pages, show } from '../page.ts'
import { Field, PostForm, Submit } from '../parts/form.tsx'
import type { Evening } from './evening.ts'
import { nextStep, SetUpFrame, setUpPath } from './frame.tsx'
import { opener, typedIn } from './steps.tsx'

const triesMax = 5

/**
 * The fourth step: a test mail is sent, and the number that comes with it is typed. It can wait; then the checklist
 * keeps it.
 */
export const mailPages = (evening: Evening) => {
  const { setUp } = settings
  const action = (deed: string) => setUpPath(evening.secret, 'mail', deed)

  const page = (c: Context<Page>, sentences: string[] = []) =>
    show(
      c,
      <SetUpFrame c={c} secret={evening.secret} step="mail" sentences={sentences}>
        <p>{setUp.mailWhy}</p>
        <PostForm c={c} action={action('send')} class="sheet stack">
          <Field c={c} name="to" label={setUp.mailTo} value={evening.mail?.to ?? typedIn(c)('to')} maxlength={254} />
          <Submit>{setUp.mailSend}</Submit>
        </PostForm>
        {evening.mail ? (
          <PostForm c={c} action={action('confirm')} class="sheet stack">
            <p role="status">{setUp.mailSent(evening.mail.to)}</p>
            <Field c={c} name="code" label={setUp.mailCode} inputmode="numeric" autocomplete="off" maxlength={10} />
            <Submit look="chief">{setUp.mailConfirm}</Submit>
          </PostForm>
        ) : null}
        <p>
          <a href={nextStep(evening.secret, 'mail')}>{setUp.mailLater}</a>
        </p>
      </SetUpFrame>,
      sentences.length > 0 ? 422 : 200,
    )

  return pages()
    .get(setUpPath(':secret', 'mail'), c => page(c))
    .post(setUpPath(':secret', 'mail', 'send'), async c => {
      const to = typedIn(c)('to').trim()
      const code = `${randomInt(1_000_000)}`.padStart(6, '0')
      evening.mail = null
      if (!/^[^\s@,;<>]{1,64}@[^\s@,;<>]{1,190}$/.test(to)) return page(c, [c.var.t.forms.fieldErrors.invalid])
      const mail = { to, subject: setUp.mailSubject, text: setUp.mailBody(code) }
      const sent = await sendTestMail(c.var.library, evening.mailer, mail)
      if (!sent.ok) return page(c, [setUp.mailFailed])
      evening.mail = { to, code, triesLeft: triesMax }
      return c.redirect(setUpPath(evening.secret, 'mail'), 303)
    })
    .post(setUpPath(':secret', 'mail', 'confirm'), async c => {
      const typed = typedIn(c)('code').normalize('NFKC').replace(/\s/g, '').padEnd(6).slice(0, 6)
      const { mail } = evening
      if (!mail || !timingSafeEqual(Buffer.from(mail.code), Buffer.from(typed.padEnd(6)).subarray(0, 6))) {
        if (mail && --mail.triesLeft <= 0) evening.mail = null
        return page(c, [setUp.mailWrong])
      }
      evening.mail = null
      await mailCame(c.var.library, opener.login)
      return c.redirect(nextStep(evening.secret, 'mail'), 303)
    })
}

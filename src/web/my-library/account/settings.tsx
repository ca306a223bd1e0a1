import type { Context } from 'hono'
import { z } from 'zod'
import { changeMail } from '#notices/addresses/change-mail.ts'
import { chooseLanguage, keepHistory, myAccount, myData } from '#patrons/my-account.ts'
import { suggestNewPassword } from '#patrons/signing-in/change-password.ts'
import { offeredLanguage, offeredLanguages } from '#policy.ts'
import { htmlLang, ownName } from '#text/language.ts'
import { dayOf } from '#time/clock.ts'
import { keepLanguage } from '#web/cookies.ts'
import { readForm, readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Done, ErrorSummary, Field, fieldErrorText, PostForm, Submit, toDone } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { isOffered } from '#web/path-table.ts'
import { paths, withQuery } from '#web/paths.ts'
import { doorOf, patronOf } from '#web/session.ts'
import { RenewalLink } from '../renewal-link.tsx'
import { BackToSettings } from './back-to-settings.tsx'
import { ownAgreement } from './own-agreement.tsx'
import { PasswordForm } from './password.tsx'

const dones = ['password', 'mail', 'mailRemoved', 'history', 'language'] as const
const currentPassword = z.string().min(1, 'missing').max(256, 'tooLong')

const doneQuery = z.object({ done: z.enum(dones).optional().catch(undefined) })
const keepsForm = z.object({ keeps: z.enum(['yes', 'no']) })
const languageForm = z.object({ language: z.string() })
const addressForm = z.object({ address: z.string().max(500, 'tooLong'), current: currentPassword })
const removeCurrentForm = z.object({ removeCurrent: currentPassword })

/** 「パスワード・メールアドレスの変更」 (M08, M10, M43), on an in-library terminal 「設定変更」 (M09). */
export const settingsPages = pages()
  .get(paths.settings, async c => {
    const { library, t, visitor } = c.var
    const p = t.patrons
    const { patronId } = patronOf(c)
    const account = await myAccount(library, patronId)
    const suggested = await suggestNewPassword(library, patronId)
    const agreement = await ownAgreement(c)
    const query = readQuery(c, doneQuery)
    const title = visitor.terminal ? p.terminalSettingsTitle : p.settingsTitle
    return show(
      c,
      <Layout c={c} title={title}>
        <div class="stack narrow">
          <h1>{title}</h1>
          {query.ok && query.values.done ? <Done>{p.settingsDone[query.values.done]}</Done> : null}
          <section class="sheet stack">
            <h2>{p.changeTitle}</h2>
            <p>{p.changeNow}</p>
            <dl class="facts">
              <dt>{p.card}</dt>
              <dd>{account.cardNumber ?? '—'}</dd>
              <dt>{p.expires}</dt>
              <dd>
                {t.dates.longDay(account.expiresOn)} <RenewalLink c={c} expiresOn={account.expiresOn} />
              </dd>
              {account.passwordSetAt ? (
                <>
                  <dt>{p.passwordSet}</dt>
                  <dd>{t.dates.longDay(dayOf(account.passwordSetAt))}</dd>
                </>
              ) : null}
            </dl>
            <PasswordForm c={c} suggested={suggested} />
          </section>
          <section class="sheet stack">
            <h2>{p.mailTitle}</h2>
            <dl class="facts">
              <dt>{p.mailRegistered}</dt>
              <dd>{account.mail ?? p.mailNone}</dd>
            </dl>
            {account.mailBounced ? <p class="note ask">{p.mailBounced(account.mailBounced)}</p> : null}
            {account.mailAppliedFor ? <p class="note">{p.mailComing(account.mailAppliedFor)}</p> : null}
            <p>
              <a class="button" href={paths.mail}>
                {p.set}
              </a>
            </p>
          </section>
          {c.var.library.policy.notices.patronsChoose ? (
            <section class="sheet stack">
              <h2>{t.mails.title}</h2>
              <p>{t.mails.door}</p>
              <p>
                <a class="button quiet" href={paths.mails}>
                  {t.mails.title}
                </a>
              </p>
            </section>
          ) : null}
          <section class="sheet stack">
            <h2>{t.usual.title}</h2>
            <p>{t.usual.door}</p>
            <p>
              <a class="button quiet" href={paths.usual}>
                {t.usual.title}
              </a>
            </p>
          </section>
          <section class="sheet stack">
            <h2>{p.historyTitle}</h2>
            <p>{account.keepsHistory ? p.historyOn : p.historyOff}</p>
            <PostForm c={c} action={paths.history}>
              <button type="submit" class="button quiet" name="keeps" value={account.keepsHistory ? 'no' : 'yes'}>
                {account.keepsHistory ? p.historyStop : p.historyStart}
              </button>
              {account.keepsHistory ? <p class="soft">{p.historyStopWhy}</p> : null}
            </PostForm>
          </section>
          <section class="sheet stack">
            <h2>{t.parts.language}</h2>
            <p>{p.languageWhy}</p>
            <PostForm c={c} action={paths.myLanguage} class="row">
              {offeredLanguages(library.policy).map(language => (
                <button
                  type="submit"
                  name="language"
                  value={language}
                  lang={htmlLang(language)}
                  class={language === c.var.language ? 'button chief' : 'button quiet'}
                  aria-pressed={language === c.var.language ? 'true' : 'false'}
                >
                  {ownName(language, c.var.language)}
                </button>
              ))}
            </PostForm>
          </section>
          {visitor.terminal || !isOffered(c.var.library.policy, paths.passkeys) ? null : (
            <section class="sheet stack">
              <h2>{t.passkeys.title}</h2>
              <p>{t.passkeys.door}</p>
              <p>
                <a class="button quiet" href={paths.passkeys}>
                  {t.passkeys.title}
                </a>
              </p>
            </section>
          )}
          {visitor.terminal || !isOffered(c.var.library.policy, paths.myCalendar) ? null : (
            <section class="sheet stack">
              <h2>{t.calendars.title}</h2>
              <p>{t.calendars.why}</p>
              <p>
                <a class="button quiet" href={paths.myCalendar}>
                  {t.calendars.title}
                </a>
              </p>
            </section>
          )}
          {agreement}
          {visitor.terminal ? null : (
            <section class="sheet stack">
              <h2>{p.dataTitle}</h2>
              <p>{p.dataWhy}</p>
              <p>
                <a class="button quiet" href={paths.export}>
                  {p.dataGet}
                </a>
              </p>
            </section>
          )}
        </div>
      </Layout>,
    )
  })
  .post(paths.history, async c => {
    const form = readForm(c, keepsForm)
    if (form.ok) await keepHistory(c.var.library, patronOf(c).patronId, form.values.keeps === 'yes')
    return goBack(c, 'history')
  })
  .post(paths.myLanguage, async c => {
    const form = readForm(c, languageForm)
    const language = form.ok ? offeredLanguage(c.var.library.policy, form.values.language) : null
    if (language !== null) {
      await chooseLanguage(c.var.library, patronOf(c).patronId, language)
      keepLanguage(c, language)
    }
    return goBack(c, 'language')
  })
  .get(paths.myLanguage, c => c.redirect(paths.settings, 303))
  .get(paths.history, c => c.redirect(paths.settings, 303))

  .get(paths.mail, c => mailPage(c, {}))
  .post(paths.mail, async c => {
    const form = readForm(c, addressForm)
    if (!form.ok) {
      const { address, current } = form.errors
      const errors = { address: address && (address === 'tooLong' ? 'tooLong' : 'notAnAddress'), current }
      return mailPage(c, { typed: form.typed.address ?? '', errors })
    }
    const { address, current } = form.values
    const changed = await changeMail(c.var.library, patronOf(c).patronId, { address, current }, doorOf(c))
    if (changed.ok) return goBack(c, 'mail')
    const { why } = changed.refusal
    return mailPage(c, { typed: address, errors: isProofRefusal(why) ? { current: why } : { address: why } })
  })
  .post(paths.mailRemove, async c => {
    const form = readForm(c, removeCurrentForm)
    if (!form.ok) return mailPage(c, { removing: true, errors: { current: form.errors.removeCurrent } })
    const { removeCurrent: current } = form.values
    const removed = await changeMail(c.var.library, patronOf(c).patronId, { address: null, current }, doorOf(c))
    if (!removed.ok) return mailPage(c, { removing: true, errors: { current: removed.refusal.why } })
    return goBack(c, 'mailRemoved')
  })
  .get(paths.mailRemove, c => c.redirect(paths.settings, 303))

  .get(paths.export, async c => {
    const data = await myData(c.var.library, patronOf(c).patronId)
    c.header('content-disposition', 'attachment; filename="my-library.json"')
    return c.body(JSON.stringify(data, null, 2), 200, { 'content-type': 'application/json; charset=utf-8' })
  })

/** To the settings, where what was done stands in sight. */
const goBack = (c: Context<Page>, done: (typeof dones)[number]) =>
  c.redirect(toDone(withQuery(paths.settings, { done })), 303)

const isProofRefusal = (why: string) => why === 'currentWrong' || why === 'tooManyFromHere' || why === 'busy'

type MailPage = {
  typed?: string
  /** What was wrong stands at the form that was sent. */
  removing?: boolean
  errors?: { address?: string | undefined; current?: string | undefined }
}

/** 「設定」: the address, and 「更新」 (M43). Either needs the present password. */
async function mailPage(c: Context<Page>, { typed, removing = false, errors = {} }: MailPage) {
  const { library, t } = c.var
  const p = t.patrons
  const { mail, mailAppliedFor } = await myAccount(library, patronOf(c).patronId)
  const words: Record<string, string> = {
    ...p.mailRefusal,
    currentWrong: p.refusal.currentWrong,
    tooManyFromHere: p.tooManyFromHere,
    busy: p.busy,
  }
  const said = (error: string) => words[error] ?? fieldErrorText(c, error)
  const wrong = removing ? 'removeCurrent' : 'current'
  const lines = [
    ...(errors.address ? [{ field: 'address', text: `${p.mailAddress}：${said(errors.address)}` }] : []),
    ...(errors.current ? [{ field: wrong, text: `${p.current}：${said(errors.current)}` }] : []),
  ]
  const status = errors.current === 'tooManyFromHere' ? 429 : errors.current === 'busy' ? 503 : 422
  const current = (error: string | undefined, id: 'current' | 'removeCurrent') => (
    <Field
      c={c}
      name={id}
      type="password"
      label={p.current}
      hint={p.mailCurrentWhy}
      error={error ? 'refused' : undefined}
      errorText={{ refused: error ? said(error) : '' }}
      autocomplete={c.var.visitor.terminal ? 'off' : 'current-password'}
      maxlength={256}
    />
  )
  return show(
    c,
    <Layout c={c} title={p.mailPageTitle}>
      <div class="sheet stack narrow">
        <h1>{p.mailPageTitle}</h1>
        <ErrorSummary c={c} lines={lines} />
        <p>{p.mailWhy}</p>
        {mailAppliedFor ? <p class="note">{p.mailComing(mailAppliedFor)}</p> : null}
        <PostForm c={c} action={paths.mail}>
          <Field
            c={c}
            name="address"
            label={p.mailAddress}
            hint={p.mailHint}
            error={errors.address}
            errorText={{ [errors.address ?? '']: errors.address ? said(errors.address) : '' }}
            value={typed ?? mailAppliedFor ?? mail ?? ''}
            inputmode="email"
            autocomplete={c.var.visitor.terminal ? 'off' : 'email'}
            maxlength={500}
          />
          {current(removing ? undefined : errors.current, 'current')}
          <Submit look="chief" wide>
            {p.update}
          </Submit>
        </PostForm>
        {mail || mailAppliedFor ? (
          <details open={removing}>
            <summary>{p.mailRemove}</summary>
            <PostForm c={c} action={paths.mailRemove}>
              {current(removing ? errors.current : undefined, 'removeCurrent')}
              <Submit look="quiet" wide>
                {p.mailRemove}
              </Submit>
            </PostForm>
          </details>
        ) : null}
        <BackToSettings c={c} />
      </div>
    </Layout>,
    lines.length > 0 ? status : 200,
  )
}

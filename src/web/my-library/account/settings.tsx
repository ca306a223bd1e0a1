import type { Context } from 'hono'
import { z } from 'zod'
import { applyForMail } from '#notices/apply-for-mail.ts'
import { removeMail } from '#notices/remove-mail.ts'
import { chooseLanguage, keepHistory, myAccount, myData } from '#patrons/my-account.ts'
import { suggestNewPassword } from '#patrons/signing-in/change-password.ts'
import { htmlLang, type Language, languages } from '#text/language.ts'
import type { Text } from '#text/text.ts'
import { dayOf } from '#time/clock.ts'
import { keepLanguage } from '#web/cookies.ts'
import { readForm, readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Done, ErrorSummary, Field, PostForm, toDone } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { PasswordForm } from './password.tsx'

/** 「パスワード・メールアドレスの変更」 (M08, M10, M43), on an in-library terminal 「設定変更」 (M09). */
export const settingsPages = pages()
  .get(paths.settings, async c => {
    const { library, t, visitor } = c.var
    const p = t.patrons
    const { patronId } = patronOf(c)
    const account = await myAccount(library, patronId)
    const suggested = await suggestNewPassword(library, patronId)
    const query = readQuery(c, z.object({ done: z.enum(dones).optional().catch(undefined) }))
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
              <dd>{t.dates.longDay(account.expiresOn)}</dd>
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
              {languages.map(language => (
                <button
                  type="submit"
                  name="language"
                  value={language}
                  lang={htmlLang(language)}
                  class={language === c.var.language ? 'button chief' : 'button quiet'}
                  aria-pressed={language === c.var.language ? 'true' : 'false'}
                >
                  {languageNames(t)[language]}
                </button>
              ))}
            </PostForm>
          </section>
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
    const form = readForm(c, z.object({ keeps: z.enum(['yes', 'no']) }))
    if (form.ok) await keepHistory(c.var.library, patronOf(c).patronId, form.values.keeps === 'yes')
    return goBack(c, 'history')
  })
  .post(paths.myLanguage, async c => {
    const form = readForm(c, z.object({ language: z.enum(languages) }))
    if (form.ok) {
      await chooseLanguage(c.var.library, patronOf(c).patronId, form.values.language)
      keepLanguage(c, form.values.language)
    }
    return goBack(c, 'language')
  })
  .get(paths.myLanguage, c => c.redirect(paths.settings, 303))
  .get(paths.history, c => c.redirect(paths.settings, 303))

  .get(paths.mail, c => mailPage(c, {}))
  .post(paths.mail, async c => {
    const form = readForm(c, z.object({ address: z.string().max(500, 'tooLong') }))
    const typed = form.ok ? form.values.address : (form.typed.address ?? '')
    if (!form.ok) return mailPage(c, { typed, error: form.errors.address === 'tooLong' ? 'tooLong' : 'notAnAddress' })
    const applied = await applyForMail(c.var.library, patronOf(c).patronId, typed)
    if (!applied.ok) return mailPage(c, { typed, error: applied.refusal.why })
    return goBack(c, 'mail')
  })
  .post(paths.mailRemove, async c => {
    await removeMail(c.var.library, patronOf(c).patronId)
    return goBack(c, 'mailRemoved')
  })
  .get(paths.mailRemove, c => c.redirect(paths.settings, 303))

  .get(paths.export, async c => {
    const data = await myData(c.var.library, patronOf(c).patronId)
    c.header('content-disposition', 'attachment; filename="my-library.json"')
    return c.body(JSON.stringify(data, null, 2), 200, { 'content-type': 'application/json; charset=utf-8' })
  })

const dones = ['password', 'mail', 'mailRemoved', 'history', 'language'] as const

/** To the settings, where what was done stands in sight. */
const goBack = (c: Context<Page>, done: (typeof dones)[number]) =>
  c.redirect(toDone(withQuery(paths.settings, { done })), 303)

/** 「設定」: the address, and 「更新」 (M43). */
async function mailPage(
  c: Context<Page>,
  { typed, error }: { typed?: string; error?: 'empty' | 'notAnAddress' | 'tooLong' },
) {
  const { library, t } = c.var
  const p = t.patrons
  const { mail, mailAppliedFor } = await myAccount(library, patronOf(c).patronId)
  const words = error ? p.mailRefusal[error] : ''
  return show(
    c,
    <Layout c={c} title={p.mailPageTitle}>
      <div class="sheet stack narrow">
        <h1>{p.mailPageTitle}</h1>
        <ErrorSummary c={c} lines={error ? [{ field: 'address', text: `${p.mailAddress}：${words}` }] : []} />
        <p>{p.mailWhy}</p>
        {mailAppliedFor ? <p class="note">{p.mailComing(mailAppliedFor)}</p> : null}
        <PostForm c={c} action={paths.mail}>
          <Field
            c={c}
            name="address"
            label={p.mailAddress}
            hint={p.mailHint}
            error={error}
            errorText={{ [error ?? '']: words }}
            value={typed ?? mailAppliedFor ?? mail ?? ''}
            inputmode="email"
            autocomplete={c.var.visitor.terminal ? 'off' : 'email'}
            maxlength={500}
          />
          <button type="submit" class="button chief block">
            {p.update}
          </button>
        </PostForm>
        {mail || mailAppliedFor ? (
          <PostForm c={c} action={paths.mailRemove}>
            <button type="submit" class="button quiet block">
              {p.mailRemove}
            </button>
          </PostForm>
        ) : null}
        <p>
          <a href={paths.settings}>{c.var.visitor.terminal ? p.terminalSettingsTitle : p.settingsTitle}</a>
        </p>
      </div>
    </Layout>,
    error ? 422 : 200,
  )
}

const languageNames = ({ parts }: Text): Record<Language, string> => ({
  ja: parts.japanese,
  'ja-easy': parts.easyJapanese,
  en: parts.english,
})

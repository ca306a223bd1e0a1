import type { Context } from 'hono'
import { z } from 'zod'
import { changeOwnPassword, confirmOwnCode, drawOwnCode, type OwnAccountRefusal } from '#staff/own-account.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { readSigned } from '../cookies.ts'
import { readForm } from '../forms.ts'
import { type Page, pages, show } from '../page.ts'
import { ErrorSummary, Field, PostForm, Submit } from '../parts/form.tsx'
import { desk } from './desk-paths.ts'
import { CounterLayout } from './layout.tsx'
import { deskSessionOf, staffOf } from './session.tsx'

const words = counterAdmin.account

const typed = () => z.string().min(1, 'missing').max(256, 'tooLong')
const passwordForm = z.object({ current: typed(), wished: typed(), again: typed() })
/** Either draws a secret, with the password, or confirms the one that was drawn, with a code. */
const codeForm = z.object({
  codeCurrent: z.string().max(256, 'tooLong').optional(),
  code: z.string().max(40, 'tooLong').optional(),
})

/** A member of staff: their own password, and the one-time code of their authenticator app. */
export const accountPages = pages()
  .get(desk.account, c => accountPage(c))
  .post(desk.account, async c => {
    const form = readForm(c, passwordForm)
    if (!form.ok) return accountPage(c, { errors: form.errors })
    const changed = await changeOwnPassword(c.var.library, staffOf(c), deskSessionOf(c), form.values, deviceOf(c))
    if (changed.ok) return accountPage(c, { done: words.changed })
    return accountPage(c, { errors: { [fieldOf[changed.refusal.why]]: changed.refusal.why } })
  })
  .post(desk.accountCode, async c => {
    const form = readForm(c, codeForm)
    if (!form.ok) return accountPage(c, { errors: form.errors })
    const { code, codeCurrent = '' } = form.values
    if (code !== undefined) {
      const confirmed = await confirmOwnCode(c.var.library, staffOf(c), code, deviceOf(c))
      if (confirmed.ok) return accountPage(c, { done: words.codeSet, hasCode: true })
      return accountPage(c, { confirming: true, errors: { code: confirmed.refusal.why } })
    }
    const drawn = await drawOwnCode(c.var.library, staffOf(c), codeCurrent, deviceOf(c))
    if (drawn.ok) return accountPage(c, { confirming: true, secret: drawn.value.secret })
    return accountPage(c, { errors: { codeCurrent: drawn.refusal.why } })
  })
  .get(desk.accountCode, c => c.redirect(desk.account, 303))

const deviceOf = (c: Context<Page>) => readSigned(c, 'staffDevice')

const fieldOf: Record<OwnAccountRefusal['why'], 'current' | 'wished' | 'again' | 'code'> = {
  currentWrong: 'current',
  busy: 'current',
  tooManyTries: 'current',
  passwordTooShort: 'wished',
  passwordHasLogin: 'wished',
  passwordCommon: 'wished',
  notTheSame: 'again',
  codeWrong: 'code',
}

type Shown = {
  errors?: Partial<Record<string, string>>
  done?: string
  hasCode?: boolean
  /** A secret has been drawn, and a code of it is awaited. */
  confirming?: boolean
  secret?: string
}

function accountPage(c: Context<Page>, { errors = {}, done, hasCode, confirming = false, secret }: Shown = {}) {
  const { login, codeDueOn } = staffOf(c)
  const isSet = hasCode ?? codeDueOn === null
  const lines = Object.entries(errors).flatMap(([field, error]) =>
    error ? [{ field, text: `${words.fields[field] ?? field}：${words.refused[error] ?? words.refused.missing}` }] : [],
  )
  const field = (name: string, autocomplete: string, type: 'password' | 'text' = 'password') => (
    <Field
      c={c}
      name={name}
      type={type}
      label={words.fields[name]!}
      error={errors[name]}
      errorText={words.refused}
      autocomplete={autocomplete}
      maxlength={256}
    />
  )
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>
        {words.title} <span class="soft">{login}</span>
      </h1>
      {done ? (
        <p class="note good" role="status">
          {done}
        </p>
      ) : null}
      <ErrorSummary c={c} lines={lines} />
      <PostForm c={c} action={desk.account} class="sheet stack narrow">
        <h2>{words.passwordTitle}</h2>
        {field('current', 'current-password')}
        {field('wished', 'new-password')}
        {field('again', 'new-password')}
        <Submit look="chief">{words.change}</Submit>
      </PostForm>
      <PostForm c={c} action={desk.accountCode} class="sheet stack narrow">
        <h2>{words.codeTitle}</h2>
        <p>{isSet ? words.codeIsSet : words.codeWhy}</p>
        {confirming ? (
          <>
            {secret ? (
              <p class="note" role="status">
                {words.secret} <b>{secret}</b>
              </p>
            ) : null}
            {field('code', 'one-time-code', 'text')}
            <Submit look="chief">{words.confirm}</Submit>
          </>
        ) : (
          <>
            {field('codeCurrent', 'current-password')}
            <Submit>{words.draw}</Submit>
          </>
        )}
      </PostForm>
    </CounterLayout>,
    lines.length > 0 ? 422 : 200,
  )
}

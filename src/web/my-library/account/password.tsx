import type { Context } from 'hono'
import { z } from 'zod'
import {
  type ChangeRefusal,
  changePassword,
  hasTemporaryPassword,
  suggestNewPassword,
} from '#patrons/signing-in/change-password.ts'
import type { Text } from '#text/text.ts'
import { isShownAgain, readForm, readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { ErrorSummary, Field, fieldErrorText, PostForm, Submit, toDone } from '#web/parts/form.tsx'
import { EnterButton, readTouched, type Touched, TouchKeys } from '#web/parts/keys/touch-keys.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { doorOf, patronOf, signIn } from '#web/session.ts'
import { goOn } from './after-login.ts'
import { BackToSettings } from './back-to-settings.tsx'
import { type Onward, onward } from './onward.ts'
import { OnwardFields } from './onward-fields.tsx'
import { typedAgainPage } from './typed-before.tsx'

const password = () => z.string().min(1, 'missing').max(256, 'tooLong')
const changeForm = z.object({ current: password(), wished: password(), again: password(), ...onward })

const onwardQuery = z.object(onward)
const onwardForm = z.object(onward)

/** 「パスワード変更」: opens by itself after a login with the 仮パスワード (M05, M18), and from the settings (M08, M09). */
export const passwordPages = pages()
  .get(paths.password, c => {
    const query = readQuery(c, onwardQuery)
    return passwordPage(c, query.ok ? query.values : {}, {})
  })
  .post(paths.password, async c => {
    const { patronId, mustChangePassword } = patronOf(c)
    const touched = readTouched(c, ['current', 'wished', 'again'])
    if (touched || isShownAgain(c)) {
      const kept = readForm(c, onwardForm)
      return passwordPage(c, kept.ok ? kept.values : {}, {}, touched ? { touched } : {})
    }
    const form = readForm(c, changeForm)
    if (!form.ok) {
      const kept = readForm(c, onwardForm)
      const errors = Object.entries(form.errors).map(([field, error]) => [field, fieldErrorText(c, `${error}`)])
      return passwordPage(c, kept.ok ? kept.values : {}, Object.fromEntries(errors))
    }
    const { next, add, save, typed, ...change } = form.values
    const wish = { next, add, save, typed }
    const changed = await changePassword(c.var.library, patronId, change, doorOf(c))
    if (!changed.ok)
      return passwordPage(c, wish, refusalAt(c.var.t, changed.refusal), { status: statusOf(changed.refusal) })
    const token = await signIn(c, { patronId, mustChangePassword: false, device: changed.value.device })
    if (mustChangePassword && typed) return typedAgainPage(c, typed, token)
    if (mustChangePassword) {
      const onwards = await goOn(c, patronId, wish)
      return c.redirect(onwards === paths.myLibrary ? toDone(withQuery(onwards, { done: 'password' })) : onwards, 303)
    }
    return c.redirect(toDone(withQuery(paths.settings, { done: 'password' })), 303)
  })

/** The three fields, and a password to choose. On the settings page too. */
export function PasswordForm({
  c,
  suggested,
  isTemporary = false,
  wish = {},
  errors = {},
  touched,
}: {
  c: Context<Page>
  /** A password to offer. */
  suggested: string
  /** The present one is the 仮パスワード, a birth date. */
  isTemporary?: boolean
  /** Where the patron is going. */
  wish?: Onward
  errors?: Partial<Record<string, string>>
  touched?: Touched | undefined
}) {
  const p = c.var.t.patrons
  const [label, hint] = isTemporary ? [p.temporary, p.temporaryHint] : [p.current, undefined]
  const digits = isTemporary
  return (
    <PostForm c={c} action={paths.password}>
      <EnterButton c={c} />
      <PasswordField {...{ c, name: 'current', label, hint, digits, errors, touched }} />
      <NewPasswordFields c={c} suggested={suggested} errors={errors} touched={touched} />
      <Submit look="chief" wide>
        {p.change}
      </Submit>
      <OnwardFields wish={wish} />
    </PostForm>
  )
}

type PasswordFieldProps = {
  c: Context<Page>
  name: 'current' | 'wished' | 'again'
  label: string
  hint: string | undefined
  /** It has digits alone. */
  digits?: boolean
  errors: Partial<Record<string, string>>
  touched: Touched | undefined
}

function PasswordField({ c, name, label, hint, digits = false, errors, touched }: PasswordFieldProps) {
  const { terminal } = c.var.visitor
  return (
    <>
      <Field
        c={c}
        name={name}
        type="password"
        label={label}
        hint={hint}
        error={errors[name] ? 'refused' : undefined}
        errorText={{ refused: errors[name] ?? '' }}
        autocomplete={terminal ? 'off' : name === 'current' ? 'current-password' : 'new-password'}
        maxlength={256}
        {...(terminal || digits ? { inputmode: 'numeric' } : {})}
        keyed={touched?.typed[name]}
      />
      <TouchKeys c={c} field={name} touched={touched} />
    </>
  )
}

/** 「新パスワード」 and 「確認パスワード」, and a password to choose. */
export function NewPasswordFields({
  c,
  suggested,
  errors,
  touched,
}: {
  c: Context<Page>
  suggested: string
  errors: Partial<Record<string, string>>
  touched?: Touched | undefined
}) {
  const p = c.var.t.patrons
  return (
    <>
      <PasswordField {...{ c, name: 'wished', label: p.wished, hint: p.wishedHint, errors, touched }} />
      <PasswordField {...{ c, name: 'again', label: p.again, hint: p.againHint, errors, touched }} />
      <input type="hidden" name="suggested" value={suggested} />
      <p class="note stack tight">
        <b>{p.suggestion(suggested)}</b>
        <br />
        <small>{p.suggestionWhy}</small>
      </p>
    </>
  )
}

/** What the patron was told to write down stays as it was told; null: nothing was yet. */
export function suggestedBefore(c: Context<Page>): string | null {
  const told = c.var.form?.get('suggested')?.[0] ?? ''
  return /^\d{4}$/.test(told) ? told : null
}

async function passwordPage(
  c: Context<Page>,
  wish: Onward,
  errors: Partial<Record<string, string>>,
  { status = 422, touched }: { status?: 422 | 429 | 503; touched?: Touched } = {},
) {
  const { t } = c.var
  const p = t.patrons
  const { patronId, mustChangePassword } = patronOf(c)
  const suggested = suggestedBefore(c) ?? (await suggestNewPassword(c.var.library, patronId))
  const isTemporary = mustChangePassword && (await hasTemporaryPassword(c.var.library, patronId))
  const labels: Record<string, string> = {
    current: isTemporary ? p.temporary : p.current,
    wished: p.wished,
    again: p.again,
  }
  const lines = Object.entries(errors).map(([field, text]) => ({
    field,
    text: labels[field] ? `${labels[field]}：${text}` : `${text}`,
  }))
  return show(
    c,
    <Layout c={c} title={p.changeTitle}>
      <div class="sheet stack narrow">
        <h1>{p.changeTitle}</h1>
        <p>{isTemporary ? p.changeFirst : mustChangePassword ? p.changeWeak : p.changeNow}</p>
        <ErrorSummary c={c} lines={lines} />
        <PasswordForm
          c={c}
          suggested={suggested}
          isTemporary={isTemporary}
          wish={wish}
          errors={errors}
          touched={touched}
        />
        {mustChangePassword ? null : <BackToSettings c={c} />}
      </div>
    </Layout>,
    lines.length > 0 ? status : 200,
  )
}

/** At which field a refusal is said, and in which words. */
function refusalAt(t: Text, refusal: ChangeRefusal): Partial<Record<string, string>> {
  const { refusal: words, tooManyFromHere, busy } = t.patrons
  switch (refusal.why) {
    case 'currentWrong':
      return { current: words.currentWrong }
    case 'notTheSame':
      return { again: words.notTheSame }
    case 'tooLong':
      return { wished: words.tooLong(refusal.max) }
    case 'tooManyChanges':
      return { current: words.tooManyChanges(refusal.max) }
    case 'tooManyFromHere':
      return { current: tooManyFromHere }
    case 'busy':
      return { current: busy }
    default:
      return { wished: words[refusal.why] }
  }
}

const statusOf = ({ why }: ChangeRefusal) => (why === 'tooManyFromHere' ? 429 : why === 'busy' ? 503 : 422)

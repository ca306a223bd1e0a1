import type { Context, MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { centralPhone } from '#branches/central-phone.ts'
import { readSearch } from '#catalogue/rules/search/search-state.ts'
import { type AskedForPasskey, askForPasskey, signInByPasskey } from '#patrons/passkeys/sign-in-by-passkey.ts'
import { isTriedFirst } from '#patrons/rules/password.ts'
import { readPassword } from '#patrons/signing-in/is-right.ts'
import { verifyPassword } from '#patrons/signing-in/verify-password.ts'
import { readSigned } from '#web/cookies.ts'
import { readForm, readQuery, text } from '#web/forms.ts'
import { say } from '#web/gate/guard.tsx'
import { searchUrl } from '#web/opac/search/search-url.ts'
import { type Page, pages, show } from '#web/page.ts'
import { asSent, cardNumberKeyboard, ErrorSummary, Field, labelledLines, PostForm, Submit } from '#web/parts/form.tsx'
import { EnterButton, readTouched, type Touched, TouchKeys } from '#web/parts/keys/touch-keys.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { Offered } from '#web/parts/offered.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { anybodysFormToken, doorOf, isOwnForm, signIn, signOut } from '#web/session.ts'
import { DeviceForm } from '../passkeys/device-form.tsx'
import { goOn } from './after-login.ts'
import { type Onward, onward, onwardFields } from './onward.ts'
import { OnwardFields } from './onward-fields.tsx'
import { passwordFirstPage, typedAgainPage, typedBeforeLogin } from './typed-before.tsx'

const loginForm = z.object({
  cardNumber: text(60),
  password: z.string().min(1, 'missing').max(256, 'tooLong'),
  /** Left empty by who still has the 仮パスワード. */
  birthDate: z.string().trim().max(20, 'tooLong').optional(),
  ...onward,
})

/** Before a page of a patron: what was typed in a form whose session had ended is not lost on the way of the login. */
export const keepTyped: MiddlewareHandler<Page> = async (c, next) => {
  const typed = typedBeforeLogin(c)
  return typed === null ? await next() : loginPage(c, { wish: { typed } })
}

const onwardQuery = z.object({ ...onward, letters: z.literal('1').optional().catch(undefined) })

/** 認証ページ (M02, M03). */
export const loginPages = pages()
  .get(paths.login, async c => {
    const query = readQuery(c, onwardQuery)
    const { letters, ...wish } = query.ok ? query.values : {}
    const { next, add, save } = wish
    const { visitor } = c.var
    if (visitor.is === 'patron' && visitor.mustChangePassword)
      return c.redirect(withQuery(paths.password, onwardFields(wish)), 303)
    // Nothing is put into the basket or saved by an address alone: the page with the button is shown.
    if (visitor.is === 'patron' && add !== undefined) return c.redirect(paths.bib(add[0]!), 303)
    if (visitor.is === 'patron' && save)
      return c.redirect(searchUrl(paths.search, readSearch(new URLSearchParams(save))), 303)
    if (visitor.is === 'patron') return c.redirect(next ?? paths.myLibrary, 303)
    return loginPage(c, { wish, letters: letters !== undefined })
  })
  .post(paths.login, async c => {
    if (!isOwnForm(c)) return say(c, 403)
    if (c.var.form?.has('answer') && !c.var.visitor.terminal) return byPasskey(c)
    const touched = readTouched(c, ['cardNumber', 'password', 'birthDate'])
    if (touched)
      return loginPage(c, {
        wish: onwardOf(c),
        cardNumber: touched.typed.cardNumber,
        asksBirthDate: c.var.form?.has('birthDate') ?? false,
        touched,
      })
    const form = readForm(c, loginForm)
    if (!form.ok) return loginPage(c, { wish: onwardOf(c), cardNumber: form.typed.cardNumber, errors: form.errors })
    const { cardNumber, password, birthDate, ...wish } = form.values
    const verified = await verifyPassword(c.var.library, {
      ...doorOf(c),
      cardNumber,
      password,
      birthDate: birthDate || null,
      keepsVeil: true,
    })
    if (verified.is !== 'patron')
      return loginPage(c, {
        wish,
        cardNumber,
        asksBirthDate: birthDate !== undefined || isTriedFirst(readPassword(password)),
        no: verified.is,
      })
    const token = await signIn(c, verified)
    if (verified.mustChangePassword && wish.typed) return passwordFirstPage(c, wish, token)
    if (verified.mustChangePassword) return c.redirect(withQuery(paths.password, onwardFields(wish)), 303)
    if (verified.isVeiled) return toVeiled(c, wish)
    if (wish.typed) return typedAgainPage(c, wish.typed, token)
    return c.redirect(await goOn(c, verified.patronId, wish), 303)
  })
  .post(paths.logout, async c => {
    await signOut(c)
    // The card that this device keeps for places without a connection goes too.
    c.header('clear-site-data', '"storage"')
    return c.redirect(paths.top, 303)
  })

const answerForm = z.object({ answer: z.string().max(20_000), ...onward })

/** The other form of the page, which a device has filled in. */
async function byPasskey(c: Context<Page>) {
  const { library, t, address } = c.var
  const form = readForm(c, answerForm)
  const { answer, ...wish } = form.ok ? form.values : { answer: '', ...onwardOf(c) }
  const signedIn = await signInByPasskey(library, { answer, browser: anybodysFormToken(c), address })
  if (signedIn.ok) {
    const { patronId, isVeiled } = signedIn.value
    const token = await signIn(c, { patronId, mustChangePassword: false, device: null })
    if (isVeiled) return toVeiled(c, wish)
    if (wish.typed) return typedAgainPage(c, wish.typed, token)
    return c.redirect(await goOn(c, patronId, wish), 303)
  }
  const { why } = signedIn.refusal
  if (why === 'tooManyFromHere') return loginPage(c, { wish, no: why })
  return loginPage(c, { wish, passkeyNo: t.passkeys.signInRefusal[why] })
}

/**
 * Whether a book could be put into the basket would tell what lies there or is reserved: nothing goes on. What was
 * typed has no form to go back to, and the page says so.
 */
const toVeiled = (c: Context<Page>, { typed }: Onward) =>
  c.redirect(withQuery(paths.myLibrary, { notKept: typed === undefined ? null : 1 }), 303)

type Shown = {
  /** Where the patron is going. */
  wish: Onward
  /** A password with letters is typed on the whole keyboard of a telephone, four digits on its digits. */
  letters?: boolean
  cardNumber?: string | undefined
  errors?: Partial<Record<string, string>>
  asksBirthDate?: boolean
  /** A key on the screen was pressed. */
  touched?: Touched
  no?: 'refused' | 'merged' | 'veiled' | 'birthDateNeeded' | 'tooManyFromHere' | 'busy'
  /** Why a passkey did not open. */
  passkeyNo?: string
}

async function loginPage(
  c: Context<Page>,
  {
    wish,
    letters = wish.typed !== undefined,
    cardNumber,
    errors = {},
    asksBirthDate = false,
    touched,
    no,
    passkeyNo,
  }: Shown,
) {
  const { t, visitor, library } = c.var
  const phone = await centralPhone(library)
  const token = anybodysFormToken(c)
  // A terminal is everybody's device.
  const asked = visitor.terminal ? null : await askForPasskey(library, token)
  // The browser still has its cookie, and its session is over: who was on the way somewhere is told why they are asked
  // again.
  const isOver = c.req.method === 'GET' && (wish.next || wish.add) && readSigned(c, 'session') !== null
  c.header('cache-control', 'no-store')
  if (no === 'busy') c.header('retry-after', '5')
  const alwaysAsked = library.policy.passwords.newDevicesGiveBirthDate === 'always' && !visitor.terminal
  const status = {
    refused: 422,
    merged: 422,
    veiled: 422,
    birthDateNeeded: 422,
    tooManyFromHere: 429,
    busy: 503,
  } as const
  const labels: Record<string, string> = { cardNumber: t.patrons.cardNumber, password: t.patrons.password }
  const lines = labelledLines(c, errors, labels)
  const sent = asSent({ c, errors, typed: { cardNumber } })
  return show(
    c,
    <Layout c={c} title={t.patrons.loginTitle}>
      <div class="sheet stack narrow">
        <h1>{t.patrons.loginTitle}</h1>
        {no || passkeyNo ? (
          <p class="note ask" role="alert" tabindex={-1} autofocus>
            {no ? t.patrons[no] : passkeyNo}
          </p>
        ) : null}
        {isOver ? <p class="note ask">{t.patrons.sessionOver}</p> : null}
        {wish.typed ? <p class="note ask">{t.patrons.typedBefore.over}</p> : null}
        <ErrorSummary c={c} lines={lines} />
        <PostForm c={c} action={paths.login} token={token}>
          <EnterButton c={c} />
          <Field
            {...sent('cardNumber')}
            label={t.patrons.cardNumber}
            hint={t.patrons.cardNumberHint}
            {...cardNumberKeyboard}
            autocomplete={visitor.terminal ? 'off' : 'username'}
            maxlength={60}
          />
          <TouchKeys c={c} field="cardNumber" withLetters touched={touched} />
          <Field
            {...sent('password')}
            type="password"
            label={t.patrons.password}
            hint={t.patrons.passwordHint}
            {...(letters ? {} : { inputmode: 'numeric' })}
            autocomplete={visitor.terminal ? 'off' : 'current-password'}
            maxlength={256}
            keyed={touched?.typed.password}
          />
          <TouchKeys c={c} field="password" touched={touched} />
          {letters ? null : (
            <p class="small">
              <a href={withQuery(paths.login, { ...onwardFields(wish), letters: 1 })} rel="nofollow">
                {t.patrons.letters}
              </a>
            </p>
          )}
          {no === 'birthDateNeeded' || asksBirthDate || alwaysAsked ? (
            <>
              <Field
                {...sent('birthDate')}
                label={t.patrons.birthDate}
                hint={`${t.patrons.birthDateHint} ${no === 'birthDateNeeded' ? '' : t.patrons.birthDateWhy}`.trim()}
                inputmode="numeric"
                autocomplete="off"
                maxlength={20}
                value={touched?.typed.birthDate}
              />
              <TouchKeys c={c} field="birthDate" touched={touched} />
            </>
          ) : null}
          <Submit look="chief" wide>
            {t.patrons.logIn}
          </Submit>
          <OnwardFields wish={wish} />
        </PostForm>
        {asked ? <ByPasskey c={c} wish={wish} token={token} asked={asked} /> : null}
        <section class="stack tight">
          <h2>{t.patrons.forgottenTitle}</h2>
          {visitor.terminal ? null : (
            <Offered c={c} path={paths.forgotten}>
              <p>
                <a href={paths.forgotten}>{t.patrons.byMail.way}</a>
              </p>
            </Offered>
          )}
          <p>{t.patrons.forgotten}</p>
          {phone ? (
            <p>
              {t.patrons.phone} <a href={`tel:${phone}`}>{phone}</a>
            </p>
          ) : null}
        </section>
        {visitor.terminal ? null : (
          <Offered c={c} path={paths.register}>
            <section class="stack tight">
              <h2>{t.register.wayTitle}</h2>
              <p>
                <a href={paths.register}>{t.register.way}</a>
              </p>
            </section>
          </Offered>
        )}
      </div>
    </Layout>,
    no ? status[no] : passkeyNo || Object.keys(errors).length > 0 ? 422 : 200,
  )
}

type ByPasskeyProps = { c: Context<Page>; wish: Onward; token: string; asked: AskedForPasskey }

/** The way in by a passkey, where the device can. */
const ByPasskey = ({ c, wish, token, asked }: ByPasskeyProps) => (
  <DeviceForm c={c} action={paths.login} token={token} {...asked} button={c.var.t.passkeys.signIn} look="quiet">
    <p>{c.var.t.passkeys.signInWhy}</p>
    <OnwardFields wish={wish} />
  </DeviceForm>
)

const onwardForm = z.object(onward)

/** From a form that could not be read whole. */
function onwardOf(c: Context<Page>): Onward {
  const form = readForm(c, onwardForm)
  return form.ok ? form.values : {}
}

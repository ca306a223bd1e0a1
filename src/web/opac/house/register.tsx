import type { Context } from 'hono'
import { z } from 'zod'
import { PreRegistrationId } from '#ids.ts'
import { termsFor } from '#patrons/agreement/terms.ts'
import { type PreRegisterRefusal, preRegister, preRegistrationFaults } from '#patrons/pre-registration/pre-register.ts'
import { myPreRegistration } from '#patrons/pre-registration/pre-registrations.ts'
import { readBirthDate } from '#patrons/rules/birth-date.ts'
import { readPhone } from '#patrons/rules/patron.ts'
import type { PreRegistrationFault } from '#patrons/rules/pre-registration.ts'
import { isId, newId } from '#std/new-id.ts'
import { htmlLang } from '#text/language.ts'
import { readForm } from '#web/forms.ts'
import { say } from '#web/gate/guard.tsx'
import { type Page, pages, show } from '#web/page.ts'
import { ErrorSummary, Field, fieldErrorText, PostForm, Submit, Tick } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { MessagePage } from '#web/parts/message.tsx'
import { paths } from '#web/paths.ts'
import { anybodysFormToken, isOwnForm } from '#web/session.ts'

const line = (max: number) =>
  z
    .string()
    .default('')
    .transform(typed => typed.trim())
    .pipe(z.string().max(max, 'tooLong'))

const registerForm = z.object({
  id: z.string().catch(''),
  name: line(60),
  nameReading: line(60),
  birthDate: line(20),
  phone: line(20),
  mail: line(254),
  postalCode: line(10),
  address: line(200),
  /** The version of the 利用規約 that stood above the tick. */
  agreed: z.string().max(64).catch(''),
})
type Typed = Partial<Record<keyof z.output<typeof registerForm>, string>>
/** Those that somebody fills in, in their order on the page. */
const fields = ['name', 'nameReading', 'birthDate', 'phone', 'mail', 'postalCode', 'address', 'agreed'] as const

/** 利用登録の申し込み: the form for who has no card yet, and the number with which they come to the counter. */
export const registerPages = pages()
  .get(paths.register, c => formPage(c, { typed: { id: newId() } }))
  .post(paths.register, async c => {
    if (!isOwnForm(c)) return say(c, 403)
    const form = readForm(c, registerForm)
    if (!form.ok) {
      const { typed, errors } = form
      const faults = preRegistrationFaults(c.var.library, wishOf(typed))
      return formPage(c, { typed, errors, no: { why: 'wrong', faults } })
    }
    const wish = wishOf(form.values)
    const sent = await preRegister(c.var.library, wish, c.var.address)
    if (sent.ok) return c.redirect(paths.registered(wish.id), 303)
    return sent.refusal.why === 'notOffered' ? c.notFound() : formPage(c, { typed: form.values, no: sent.refusal })
  })
  .get(paths.registered(':id'), async c => {
    const { t, library } = c.var
    const id = c.req.param('id') ?? ''
    const mine = isId(id) ? await myPreRegistration(library, PreRegistrationId(id)) : null
    c.header('cache-control', 'no-store')
    const words = t.register
    if (mine === null) return show(c, <MessagePage c={c} title={words.title} body={words.over} />, 404)
    return show(
      c,
      <Layout c={c} title={words.doneTitle}>
        <div class="sheet stack narrow">
          <h1>{words.doneTitle}</h1>
          <p>
            {words.number} <b class="count-large">{mine.number}</b>
          </p>
          <p>{words.done(t.dates.longDay(mine.until))}</p>
        </div>
      </Layout>,
    )
  })

function wishOf(typed: Typed) {
  const { id = '', name = '', nameReading = '', address = '', agreed = '' } = typed
  const given = (one: 'phone' | 'mail' | 'postalCode') => typed[one]?.trim() || null
  return {
    ...{ name, nameReading, address },
    id: PreRegistrationId(isId(id) ? id : newId()),
    birthDate: readBirthDate(typed.birthDate ?? ''),
    phone: given('phone') && readPhone(given('phone')!),
    mail: given('mail')?.normalize('NFKC') ?? null,
    postalCode: given('postalCode')?.normalize('NFKC') ?? null,
    agreedTo: agreed === '' ? null : agreed,
  }
}

type Shown = {
  typed: Typed
  errors?: Partial<Record<string, string>>
  no?: Exclude<PreRegisterRefusal, { why: 'notOffered' }>
}

const fieldOf: Record<PreRegistrationFault, (typeof fields)[number]> = {
  nameMissing: 'name',
  impossibleBirthDate: 'birthDate',
  impossiblePhone: 'phone',
  impossibleMail: 'mail',
  addressMissing: 'address',
  notAgreed: 'agreed',
  termsChanged: 'agreed',
  noWay: 'phone',
}

/** 利用規約, and the tick of who agrees. It stays for the words under which it was made alone. */
function TermsPart({
  c,
  agreed,
  error,
}: {
  c: Context<Page>
  agreed?: string | undefined
  error?: string | undefined
}) {
  const { t, library, language } = c.var
  const terms = termsFor(library.policy, language)
  if (terms === null) return null
  return (
    <section class="stack tight" aria-labelledby="terms">
      <h2 id="terms">{t.register.agreed}</h2>
      <p class="prewrap" lang={htmlLang(terms.language)}>
        {terms.text}
      </p>
      <Tick id="agreed" name="agreed" value={terms.version} checked={agreed === terms.version} error={error}>
        {t.register.agree}
      </Tick>
    </section>
  )
}

function formPage(c: Context<Page>, { typed, errors = {}, no }: Shown) {
  const { t, library, visitor } = c.var
  const words = t.register
  const faults = no?.why === 'wrong' ? no.faults : []
  const said: Record<string, string> = {
    ...Object.fromEntries(faults.map(fault => [fieldOf[fault], words.faults[fault]])),
    // What cannot be read is said before what it is not.
    ...Object.fromEntries(Object.entries(errors).map(([field, error]) => [field, fieldErrorText(c, `${error}`)])),
  }
  // Of a name and its reading either may be what is missing.
  if (faults.includes('nameMissing')) {
    if (typed.name && !errors.name) delete said.name
    if (!typed.nameReading) said.nameReading = words.faults.nameMissing
  }
  const lines = fields.flatMap(field => (said[field] ? [{ field, text: `${words[field]}：${said[field]}` }] : []))
  c.header('cache-control', 'no-store')
  const field = (
    name: (typeof fields)[number],
    autocomplete: string,
    more: { maxlength: number; hint?: string; inputmode?: 'numeric' | 'email' },
  ) => (
    <Field
      c={c}
      name={name}
      label={words[name]}
      value={typed[name]}
      autocomplete={visitor.terminal ? 'off' : autocomplete}
      error={said[name] ? 'refused' : undefined}
      errorText={{ refused: said[name] ?? '' }}
      {...more}
    />
  )
  return show(
    c,
    <Layout c={c} title={words.title}>
      <div class="sheet stack narrow">
        <h1>{words.title}</h1>
        <p>{words.why(library.policy.cards.preRegistrationDays)}</p>
        <p>{words.kept}</p>
        {no && no.why !== 'wrong' ? (
          <p class="note ask" role="alert" tabindex={-1} autofocus>
            {words[no.why]}
          </p>
        ) : null}
        <ErrorSummary c={c} lines={lines} />
        <PostForm c={c} action={paths.register} token={anybodysFormToken(c)}>
          <input type="hidden" name="id" value={typed.id || newId()} />
          {field('name', 'name', { maxlength: 60 })}
          {field('nameReading', 'off', { maxlength: 60 })}
          {field('birthDate', 'bday', { maxlength: 20, hint: words.birthDateHint, inputmode: 'numeric' })}
          {field('phone', 'tel', { maxlength: 20, hint: words.wayHint })}
          {field('mail', 'email', { maxlength: 254, inputmode: 'email' })}
          {field('postalCode', 'postal-code', { maxlength: 10 })}
          {field('address', 'street-address', { maxlength: 200 })}
          <TermsPart c={c} agreed={typed.agreed} error={said.agreed} />
          <Submit look="chief" wide>
            {words.send}
          </Submit>
        </PostForm>
      </div>
    </Layout>,
    no?.why === 'tooManyFromHere' || no?.why === 'tooMany' ? 429 : lines.length > 0 ? 422 : 200,
  )
}

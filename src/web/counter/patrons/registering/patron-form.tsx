import type { Context } from 'hono'
import { z } from 'zod'
import { listBranches } from '#branches/list-branches.ts'
import { PatronId, PreRegistrationId } from '#ids.ts'
import { agreementOf } from '#patrons/agreement/agreement.ts'
import { changePatron } from '#patrons/desk/change-patron.ts'
import { registerPatron } from '#patrons/desk/register-patron.ts'
import type { FoundPatron } from '#patrons/finding/find-patrons.ts'
import type { PatronView } from '#patrons/patron-view.ts'
import { categoryByAge, showPreRegistration } from '#patrons/pre-registration/pre-registrations.ts'
import { readBirthDate } from '#patrons/rules/birth-date.ts'
import { readCardNumber } from '#patrons/rules/card-number.ts'
import { detailsFaults, type PatronDetails, readPhone } from '#patrons/rules/patron.ts'
import { showPatron } from '#patrons/show-patron.ts'
import { isId } from '#std/new-id.ts'
import { counterPatrons as words } from '#text/ja/counter/patrons.ts'
import { preRegistrations } from '#text/ja/counter/pre-registrations.ts'
import { dayOf } from '#time/clock.ts'
import { idIn, type ReadForm, readForm, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Choice, ErrorSummary, Field, fieldErrorText, PostForm, Submit, Tick } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { byId, desk } from '../../desk-paths.ts'
import { CounterLayout, sayAtDesk } from '../../layout.tsx'
import { staffOf } from '../../session.tsx'
import { FoundTable } from '../found-table.tsx'
import { AgreementPart } from './agreement.tsx'

const optional = (max: number) =>
  z
    .string()
    .max(max, 'tooLong')
    .transform(typed => typed.trim() || null)
    .default(null)

const detailsForm = z.object({
  name: text(60),
  nameReading: text(60),
  birthDate: text(20),
  phone: optional(20),
  mail: optional(254),
  postalCode: optional(10),
  address: optional(200),
  category: text(40),
  homeBranch: optional(40),
  agrees: z.literal('yes').optional(),
})
const registerForm = detailsForm.extend({
  cardNumber: text(60),
  anotherPerson: z.literal('yes').optional(),
  /** 利用登録の申し込み that this registration finishes. */
  preRegistration: z.string().optional(),
})

/** 利用者登録 and 登録内容の変更: one form. */
export const patronFormPages = pages()
  .get(desk.newPatron, async c => {
    const homeBranch = staffOf(c).branchId
    const id = c.req.query('from')
    if (id === undefined) return formPage(c, { typed: { homeBranch } })
    const begun = isId(id) ? await showPreRegistration(c.var.library, staffOf(c), PreRegistrationId(id)) : null
    if (begun === null) return c.redirect(withQuery(desk.preRegistrations, { ended: 1 }), 303)
    const category = categoryByAge(c.var.library, begun.birthDate)
    return formPage(c, { typed: { ...asTyped(begun), homeBranch, category, preRegistration: begun.id } })
  })
  .post(desk.patrons, async c => {
    const form = readForm(c, registerForm)
    const { typed, errors } = asJudged(c, form)
    const details = form.ok ? await detailsOf(c, form.values) : null
    if (!form.ok || details === null || errors) return formPage(c, { typed, errors: errors ?? {} })
    const { library } = c.var
    const { cardNumber, anotherPerson, preRegistration = '' } = form.values
    const finishes = isId(preRegistration) ? PreRegistrationId(preRegistration) : null
    const how = { anotherPerson: anotherPerson === 'yes', finishes, agrees: form.values.agrees === 'yes' }
    const registered = await registerPatron(library, staffOf(c), { ...details, cardNumber }, how)
    if (!registered.ok) {
      const { refusal } = registered
      const known = refusal.why === 'registeredAlready' ? refusal.as : []
      return formPage(c, { typed, errors: errorAt(refusal.why), known })
    }
    return c.redirect(withQuery(desk.patron(registered.value.patronId), { done: 'registered' }), 303)
  })
  .get(desk.patronChange(byId), async c => {
    const patron = await showPatron(c.var.library, staffOf(c), idIn(c, PatronId), 'change')
    return patron ? formPage(c, { patronId: patron.patronId, typed: asTyped(patron) }) : sayAtDesk(c, 'notThere', 404)
  })
  .post(desk.patronChange(byId), async c => {
    const patronId = idIn(c, PatronId)
    const form = readForm(c, detailsForm)
    const { typed, errors } = asJudged(c, form)
    const details = form.ok ? await detailsOf(c, form.values) : null
    if (!form.ok || details === null || errors) return formPage(c, { patronId, typed, errors: errors ?? {} })
    const agrees = form.values.agrees === 'yes'
    const changed = await changePatron(c.var.library, staffOf(c), patronId, details, { agrees })
    if (changed.ok) return c.redirect(withQuery(desk.patron(patronId), { done: 'changed' }), 303)
    return changed.refusal.why === 'unknownPatron'
      ? sayAtDesk(c, 'notThere', 404)
      : formPage(c, { patronId, typed, errors: errorAt(changed.refusal.why) })
  })

/** What was typed, with all that is wrong with it at once; without errors, nothing is. */
function asJudged(c: Context<Page>, form: ReadForm<z.output<typeof detailsForm> & { cardNumber?: string }>) {
  const typed: Partial<Record<string, string>> = form.ok ? typedOf(form.values) : form.typed
  const { name = '', nameReading = '', birthDate = '', phone, mail, category = '', cardNumber } = typed
  const details = { name, nameReading, category, birthDate: readBirthDate(birthDate) }
  const ways = { phone: phone?.trim() ? readPhone(phone) : null, mail: mail?.trim() || null }
  const { policy, clock } = c.var.library
  const faults = detailsFaults({ ...details, ...ways }, dayOf(clock.now()), policy.patronCategories)
    // Which of the two is missing the form says itself.
    .filter(({ why }) => why !== 'nameMissing')
    .map(({ why }) => errorAt(why))
  if (cardNumber && readCardNumber(cardNumber) === null) faults.push(errorAt('notACardNumber'))
  const errors: Record<string, string> = Object.assign({}, ...faults, form.ok ? {} : form.errors)
  return Object.keys(errors).length > 0 ? { typed, errors } : { typed }
}

/** The form's values as details; null when the birth date is no day. */
async function detailsOf(c: Context<Page>, values: z.output<typeof detailsForm>): Promise<PatronDetails | null> {
  const birthDate = readBirthDate(values.birthDate)
  if (birthDate === null) return null
  const { homeBranch, ...said } = values
  const { name, nameReading, mail, postalCode, address, category } = said
  const known = (await listBranches(c.var.library)).find(branch => branch.id === homeBranch)
  const phone = values.phone === null ? null : readPhone(values.phone)
  return { name, nameReading, mail, postalCode, address, category, birthDate, phone, homeBranchId: known?.id ?? null }
}

const typedOf = (values: object): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `${value ?? ''}`]))

const asTyped = (person: Partial<PatronView> & Pick<PatronView, 'birthDate'>): Record<string, string> =>
  typedOf({
    ...person,
    birthDate: person.birthDate.toString().replaceAll('-', ''),
    homeBranch: person.homeBranchId,
  })

/** At which field a refusal is said. */
function errorAt(why: string): Record<string, string> {
  const fields: Record<string, string> = {
    notACardNumber: 'cardNumber',
    cardTaken: 'cardNumber',
    nameMissing: 'name',
    impossibleBirthDate: 'birthDate',
    impossiblePhone: 'phone',
    impossibleMail: 'mail',
    registeredAlready: 'anotherPerson',
    unknownCategory: 'category',
    ageOutsideCategory: 'category',
  }
  return { [fields[why] ?? 'name']: why }
}

type Shown = {
  patronId?: PatronId
  typed: Partial<Record<string, string>>
  errors?: Partial<Record<string, string>>
  /** Who may be the same person. */
  known?: readonly FoundPatron[]
}

/** What the person of a form has agreed to: as a patron, or at home when they began to register. */
async function agreementIn(c: Context<Page>, { patronId, typed: { preRegistration = '' } }: Shown) {
  if (patronId !== undefined) return agreementOf(c.var.library, { patronId })
  return isId(preRegistration) ? agreementOf(c.var.library, { begun: PreRegistrationId(preRegistration) }) : null
}

async function formPage(c: Context<Page>, { patronId, typed, errors = {}, known = [] }: Shown) {
  const branches = await listBranches(c.var.library)
  const { form } = words
  const agreement = await agreementIn(c, { ...(patronId === undefined ? {} : { patronId }), typed })
  const isNew = patronId === undefined
  const title = isNew ? form.registerTitle : form.changeTitle
  const labels: Record<string, string> = { ...form, anotherPerson: form.registeredAlready, errors: '' } as never
  const lines = Object.entries(errors).flatMap(([field, error]) =>
    error ? [{ field, text: `${labels[field] ?? ''}：${form.errors[error] ?? fieldErrorText(c, error)}` }] : [],
  )
  const field = (name: string, label: string, more: { hint?: string; inputmode?: 'numeric' | 'email' } = {}) => (
    <Field
      c={c}
      name={name}
      label={label}
      error={errors[name]}
      errorText={form.errors}
      value={typed[name]}
      autocomplete="off"
      {...more}
    />
  )
  return show(
    c,
    <CounterLayout c={c} title={title}>
      <h1>{title}</h1>
      <ErrorSummary c={c} lines={lines} />
      <PostForm c={c} action={isNew ? desk.patrons : desk.patronChange(patronId)} class="stack sheet">
        {typed.preRegistration ? (
          <>
            <p class="note ask">{preRegistrations.look}</p>
            <input type="hidden" name="preRegistration" value={typed.preRegistration} />
          </>
        ) : null}
        {isNew ? field('cardNumber', form.cardNumber, { hint: form.cardHint }) : null}
        <div class="fields">
          {field('name', form.name)}
          {field('nameReading', form.nameReading)}
          {field('birthDate', form.birthDate, { hint: form.birthDateHint, inputmode: 'numeric' })}
          {field('phone', form.phone, { inputmode: 'numeric' })}
          {field('mail', form.mail, { hint: form.mailHint, inputmode: 'email' })}
          {field('postalCode', form.postalCode, { inputmode: 'numeric' })}
          {field('address', form.address)}
          <Choice
            name="category"
            label={form.category}
            options={c.var.library.policy.patronCategories.map(({ code, name }) => [code, name.ja])}
            chosen={typed.category}
          />
          <div class="field">
            <label for="homeBranch">{form.homeBranch}</label>
            <select id="homeBranch" name="homeBranch">
              <option value="">{form.noBranch}</option>
              {branches.map(branch => (
                <option value={branch.id} selected={typed.homeBranch === branch.id}>
                  {branch.name}
                </option>
              ))}
            </select>
          </div>
        </div>
        <AgreementPart c={c} agreement={agreement} ticked={typed.agrees === 'yes'} />
        <RegisteredAlready known={known} />
        {isNew ? <p>{form.temporary}</p> : null}
        <Submit look="chief">{isNew ? form.register : form.change}</Submit>
      </PostForm>
    </CounterLayout>,
    lines.length > 0 ? 422 : 200,
  )
}

/** Who has the name or reading and the birth date that were typed, and the way on when it is somebody else. */
const RegisteredAlready = ({ known }: { known: readonly FoundPatron[] }) =>
  known.length === 0 ? null : (
    <section class="note ask stack tight" aria-labelledby="known">
      <h2 id="known">{words.form.registeredAlready}</h2>
      <p>{words.form.registeredAlreadyWhy}</p>
      <FoundTable patrons={known} />
      <Tick id="anotherPerson" name="anotherPerson">
        {words.form.anotherPerson}
      </Tick>
    </section>
  )

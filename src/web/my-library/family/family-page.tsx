import type { Context } from 'hono'
import type { MyLoan } from '#circulation/loans/loans-of-patron.ts'
import type { MyHold } from '#holds/lists/my-holds.ts'
import type { Relative } from '#patrons/family/my-family.ts'
import { dayOf } from '#time/clock.ts'
import type { Page } from '#web/page.ts'
import {
  asSent,
  cardNumberKeyboard,
  Done,
  ErrorSummary,
  Field,
  labelledLines,
  PostForm,
  Press,
  Submit,
} from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import { MyTrail } from '../frame.tsx'

/** A card of the family, with its open holds and loans. */
export type RelativeCard = Pick<Relative, 'patronId' | 'name' | 'endsOn'> & { holds: MyHold[]; loans: MyLoan[] }

/** What was typed to add a card, and why it was not taken. */
export type AddForm = {
  cardNumber: string
  errors: Partial<Record<string, string>>
  asksBirthDate: boolean
  no: string | null
}

type Props = {
  c: Context<Page>
  own: RelativeCard
  members: RelativeCard[]
  carers: Relative[]
  said: string | null
  form: AddForm
}

/** 家族のカード: one list of what is ready for whom, the cards one may use, and who may use one's own. */
export function FamilyPage({ c, own, members, carers, said, form }: Props) {
  const { t } = c.var
  const words = t.family
  return (
    <Layout c={c} title={words.title}>
      <div class="stack tight">
        <MyTrail t={t} here={words.title} />
        <h1>{words.title}</h1>
        <p class="soft">{words.lead}</p>
      </div>
      {said === null ? null : <Done>{said}</Done>}
      {form.no === null ? null : (
        <p class="note ask" role="alert" tabindex={-1} autofocus>
          {form.no}
        </p>
      )}
      <Ready c={c} cards={[own, ...members]} />
      <DueSoon c={c} cards={[own, ...members]} />
      <section class="stack tight" aria-labelledby="members">
        <h2 id="members">{words.members}</h2>
        {members.length === 0 ? <p>{words.membersNone}</p> : null}
        <ul class="stack">
          {members.map(member => (
            <Member c={c} member={member} />
          ))}
        </ul>
      </section>
      {carers.length > 0 ? <Carers c={c} carers={carers} /> : null}
      <AddCard c={c} form={form} />
    </Layout>
  )
}

function Ready({ c, cards }: { c: Context<Page>; cards: RelativeCard[] }) {
  const { t } = c.var
  const words = t.family
  const ready = cards.flatMap(card =>
    card.holds.filter(({ status }) => status === 'ready').map(hold => ({ card, hold })),
  )
  return (
    <section class={ready.length > 0 ? 'note good stack tight' : 'stack tight'} aria-labelledby="ready">
      <h2 id="ready">{words.readyTitle}</h2>
      {ready.length === 0 ? (
        <p>{words.readyNone}</p>
      ) : (
        <ul>
          {ready.map(({ card, hold }) => (
            <li>
              <span lang="ja">『{hold.title}』</span>{' '}
              <b>{words.readyLine(card.name, hold.pickupName, hold.pickUpBy ? t.dates.day(hold.pickUpBy) : '')}</b>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Within this many days a loan counts as due soon, as in Myライブラリ. */
const soonDays = 7

function DueSoon({ c, cards }: { c: Context<Page>; cards: RelativeCard[] }) {
  const { t, library } = c.var
  const words = t.family
  const today = dayOf(library.clock.now())
  const due = cards
    .flatMap(card => card.loans.map(loan => ({ card, loan })))
    .filter(({ loan }) => today.until(loan.dueOn).days <= soonDays)
    .toSorted((one, other) => Temporal.PlainDate.compare(one.loan.dueOn, other.loan.dueOn))
  if (due.length === 0) return null
  return (
    <section class="note stack tight" aria-labelledby="due">
      <h2 id="due">{words.dueTitle}</h2>
      <ul>
        {due.map(({ card, loan }) => (
          <li>
            <span lang="ja">『{loan.title}』</span>{' '}
            <b>{(loan.overdueDays > 0 ? words.overdueLine : words.dueLine)(card.name, t.dates.day(loan.dueOn))}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Member({ c, member }: { c: Context<Page>; member: RelativeCard }) {
  const { t } = c.var
  const words = t.family
  const { patronId, name, endsOn, holds, loans } = member
  return (
    <li class="sheet stack tight">
      <h3>{name}</h3>
      <p>{words.counts(holds.length, loans.length)}</p>
      {endsOn === null ? null : <p class="soft">{words.until(t.dates.longDay(endsOn))}</p>}
      <div class="row">
        <Press c={c} action={paths.familyUse} fields={{ member: `${patronId}` }} label={words.useOf(name)}>
          {words.use}
        </Press>
        <Press
          c={c}
          action={paths.familyEnd}
          fields={{ member: `${patronId}` }}
          label={words.removeOf(name)}
          look="quiet"
        >
          {words.remove}
        </Press>
      </div>
    </li>
  )
}

function Carers({ c, carers }: { c: Context<Page>; carers: Relative[] }) {
  const { t } = c.var
  const words = t.family
  return (
    <section class="stack tight" aria-labelledby="carers">
      <h2 id="carers">{words.carers}</h2>
      <p>{words.carersWhy}</p>
      <ul class="stack tight">
        {carers.map(({ patronId, name, endsOn }) => (
          <li class="row">
            <span>
              {name}
              {endsOn === null ? null : <small>　{words.until(t.dates.longDay(endsOn))}</small>}
            </span>
            <Press
              c={c}
              action={paths.familyEnd}
              fields={{ carer: `${patronId}` }}
              label={words.endOf(name)}
              look="quiet"
            >
              {words.end}
            </Press>
          </li>
        ))}
      </ul>
    </section>
  )
}

function AddCard({ c, form }: { c: Context<Page>; form: AddForm }) {
  const { t, library } = c.var
  const words = t.family.add
  const { guardianUntilAge } = library.policy.family
  const labels: Record<string, string> = {
    cardNumber: t.patrons.cardNumber,
    password: t.patrons.password,
    birthDate: t.patrons.birthDate,
  }
  const lines = labelledLines(c, form.errors, labels)
  const sent = asSent({ c, errors: form.errors, typed: { cardNumber: form.cardNumber } })
  return (
    <section class="sheet stack" aria-labelledby="add">
      <h2 id="add">{words.title}</h2>
      <p>{words.why}</p>
      {guardianUntilAge > 0 ? <p>{words.child(guardianUntilAge)}</p> : null}
      <ErrorSummary c={c} lines={lines} />
      <PostForm c={c} action={paths.family}>
        <Field
          {...sent('cardNumber')}
          label={t.patrons.cardNumber}
          hint={t.patrons.cardNumberHint}
          {...cardNumberKeyboard}
          autocomplete="off"
          maxlength={60}
        />
        <Field {...sent('password')} type="password" label={t.patrons.password} autocomplete="off" maxlength={256} />
        {form.asksBirthDate ? (
          <Field
            {...sent('birthDate')}
            label={t.patrons.birthDate}
            hint={t.patrons.birthDateHint}
            inputmode="numeric"
            autocomplete="off"
            maxlength={20}
          />
        ) : null}
        <Submit look="chief">{words.submit}</Submit>
      </PostForm>
    </section>
  )
}

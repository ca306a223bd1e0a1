import type { Context } from 'hono'
import type { MyLoan } from '#circulation/loans/loans-of-patron.ts'
import type { MyHold } from '#holds/lists/my-holds.ts'
import { readCardNumber } from '#patrons/rules/card-number.ts'
import type { Terminal } from '#patrons/terminals/terminal.ts'
import { dayOf } from '#time/clock.ts'
import type { Page } from '../page.ts'
import { cardNumberKeyboard, Field, PostForm, Press, Submit } from '../parts/form.tsx'
import { EnterButton, type Touched, TouchKeys } from '../parts/keys/touch-keys.tsx'
import { paths } from '../paths.ts'
import { anonymousFormToken, anybodysFormToken } from '../session.ts'
import { StationFrame, type StationSaid } from './station-frame.tsx'

type Station = { c: Context<Page>; station: Terminal; said?: StationSaid | null }

/** The card first. A scanner that sends Enter comes to the password; who types may fill in both at once. */
export function CardPage({
  c,
  station,
  said = null,
  cardNumber = null,
  touched = null,
}: Station & { cardNumber?: string | null; touched?: Touched | null }) {
  const { t } = c.var
  const words = t.selfCheck
  const title = cardNumber === null ? words.cardTitle : words.passwordTitle
  return (
    <StationFrame c={c} station={station} title={title} said={said}>
      <PostForm c={c} action={paths.selfCheck} token={anonymousFormToken(c)} class="sheet stack narrow">
        <EnterButton c={c} />
        {cardNumber === null ? (
          <>
            <Field
              c={c}
              name="cardNumber"
              label={t.patrons.cardNumber}
              hint={words.cardWhy}
              value={touched?.typed.cardNumber}
              {...cardNumberKeyboard}
              autocomplete="off"
              maxlength={60}
              autofocus={touched === null}
            />
            <TouchKeys c={c} field="cardNumber" withLetters touched={touched} />
          </>
        ) : (
          <>
            <p class="large">{words.cardEnding((readCardNumber(cardNumber) ?? cardNumber).slice(-4))}</p>
            <input type="hidden" name="cardNumber" value={cardNumber} />
            <Field
              c={c}
              name="password"
              type="password"
              label={t.patrons.password}
              keyed={touched?.typed.password}
              inputmode="numeric"
              autocomplete="off"
              maxlength={256}
              autofocus={touched === null}
            />
            <TouchKeys c={c} field="password" touched={touched} />
          </>
        )}
        <Submit look="chief" wide>
          {words.next}
        </Submit>
      </PostForm>
      <p class="row">
        {cardNumber === null ? null : (
          <a class="button" href={paths.selfCheck}>
            {words.anotherCard}
          </a>
        )}
        {station.selfCheck === 'returns' ? (
          <a class="button" href={paths.selfCheckReturn}>
            {words.toReturns}
          </a>
        ) : null}
      </p>
    </StationFrame>
  )
}

type ScanFormProps = { c: Context<Page>; action: string; token?: string | null; why: string; button: string }

/** One field with the cursor in it: a barcode scanner that sends Enter is all that is needed. */
const ScanForm = ({ c, action, token = c.var.csrfToken, why, button }: ScanFormProps) => (
  <PostForm c={c} action={action} token={token} class="sheet stack narrow">
    <Field
      c={c}
      name="barcode"
      label={c.var.t.selfCheck.barcode}
      hint={why}
      autocomplete="off"
      maxlength={60}
      autofocus
    />
    <Submit look="chief" wide>
      {button}
    </Submit>
  </PostForm>
)

/** Signed in: scan after scan, what is ready, and what is on loan. Nobody is called by their name in a public room. */
export function VisitPage({ c, station, said = null, loans, holds }: Station & { loans: MyLoan[]; holds: MyHold[] }) {
  const { t } = c.var
  const words = t.selfCheck
  const ready = holds.filter(({ status }) => status === 'ready')
  return (
    <StationFrame c={c} station={station} title={words.scanTitle} said={said}>
      <ScanForm c={c} action={paths.selfCheckLoan} why={words.scanWhy} button={words.lend} />
      <PostForm c={c} action={paths.selfCheckEnd}>
        <Submit wide>{words.end}</Submit>
      </PostForm>
      {ready.length === 0 ? null : <Ready c={c} station={station} ready={ready} />}
      <Loans c={c} station={station} loans={loans} />
    </StationFrame>
  )
}

function Ready({ c, station, ready }: { c: Context<Page>; station: Terminal; ready: MyHold[] }) {
  const { t } = c.var
  const words = t.selfCheck
  const isHere = ({ pickup }: MyHold) => pickup.branchId === station.branchId
  const here = ready.find(isHere)
  return (
    <section class="sheet stack">
      <h2>{words.readyTitle}</h2>
      {here ? <p>{words.readyHere(here.pickupName)}</p> : null}
      <ul class="dotted">
        {ready
          .toSorted((one, other) => Number(isHere(other)) - Number(isHere(one)))
          .map(hold => (
            <li>
              <b>{hold.title}</b>
              <br />
              {words.ready(hold.pickupName, hold.pickUpBy ? t.dates.day(hold.pickUpBy) : '')}
            </li>
          ))}
      </ul>
    </section>
  )
}

function Loans({ c, loans }: { c: Context<Page>; station: Terminal; loans: MyLoan[] }) {
  const { t, library } = c.var
  const words = t.selfCheck
  const today = dayOf(library.clock.now())
  // What was borrowed last stands on top: it is what one wants to see.
  const latest = loans.toSorted((one, other) => Temporal.Instant.compare(other.lentAt, one.lentAt) || other.id - one.id)
  return (
    <section class="sheet stack">
      <h2>{words.loansTitle(loans.length)}</h2>
      {loans.length === 0 ? <p>{words.noLoans}</p> : null}
      <ul class="loans-here">
        {latest.map(loan => (
          <li>
            <p>
              <b>{loan.title}</b>
              <br />
              {words.until(t.dates.day(loan.dueOn))}{' '}
              {dayOf(loan.lentAt).equals(today) ? <span class="state ready">{words.today}</span> : null}
              {loan.overdueDays > 0 ? <span class="state ask">{words.overdue}</span> : null}
            </p>
            {loan.notRenewable.length === 0 && !dayOf(loan.lentAt).equals(today) ? (
              <Press
                c={c}
                action={paths.selfCheckRenew}
                fields={{ loan: `${loan.id}` }}
                label={words.renewOf(loan.title)}
              >
                {words.renew}
              </Press>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** 返却, for whoever has the copy in hand: without a card. */
export function ReturnPage({ c, station, said = null }: Station) {
  const { t } = c.var
  const words = t.selfCheck
  return (
    <StationFrame c={c} station={station} title={words.returnTitle} said={said}>
      <ScanForm
        c={c}
        action={paths.selfCheckReturn}
        token={anybodysFormToken(c)}
        why={words.returnWhy}
        button={words.giveBack}
      />
      <p>
        <a class="button" href={paths.selfCheck}>
          {words.toLoans}
        </a>
      </p>
    </StationFrame>
  )
}

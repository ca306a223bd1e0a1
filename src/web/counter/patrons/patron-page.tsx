import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { RenewedOne } from '#circulation/desk/renew-all.ts'
import type { MyLoan } from '#circulation/loans/loans-of-patron.ts'
import type { StaffHold } from '#holds/lists/holds-of-bib.ts'
import type { Relative } from '#patrons/family/my-family.ts'
import type { PatronMessage, PatronView } from '#patrons/patron-view.ts'
import { newId } from '#std/new-id.ts'
import { counterPatrons as words } from '#text/ja/counter/patrons.ts'
import { dates } from '#text/ja/dates.ts'
import { dayOf } from '#time/clock.ts'
import type { Page } from '#web/page.ts'
import { PostForm, Press, Submit, Tick } from '#web/parts/form.tsx'
import { isOffered } from '#web/path-table.ts'
import { dayWords } from '../day.ts'
import { renewRefusalWords } from '../desk/refusals.ts'
import { desk } from '../desk-paths.ts'
import { HoldsTable } from '../holds/holds-table.tsx'
import { CounterLayout } from '../layout.tsx'
import { PatronDeeds } from './patron-actions.tsx'
import { PatronFamily } from './patron-family.tsx'
import { DoneNote, PatronHead } from './patron-head.tsx'
import { PatronMessages } from './patron-messages.tsx'
import { PatronNotes } from './patron-notes.tsx'
import { agreementLine } from './registering/agreement.tsx'

type Shown = {
  c: Context<Page>
  patron: PatronView
  holds: readonly StaffHold[]
  loans: readonly MyLoan[]
  /** Whose cards they use, and who uses theirs. */
  family: { members: Relative[]; carers: Relative[] }
  /** What was not taken just now. */
  no: string | null
  /** What the library wrote to them and they have not closed. */
  messages: readonly PatronMessage[]
  /** The note, or the message, that was not taken just now. */
  note?: string | undefined
  message?: string | undefined
  /** What came of renewing everything. */
  renewed?: readonly RenewedOne[] | undefined
}

/** One patron: what they can be reached by, their holds, their loans, and what a desk does with the card. */
export const PatronPage = ({ c, patron, holds, loans, family, messages, message, no, note, renewed }: Shown) => (
  <CounterLayout c={c} title={patron.name}>
    <DoneNote c={c} />
    {no ? (
      <p class="note ask" role="alert">
        {no}
      </p>
    ) : null}
    {renewed ? <Renewed renewed={renewed} /> : null}
    <PatronHead c={c} patron={patron} />
    <p class="row">
      <a class="button chief" href={desk.checkOutTo(patron.patronId)}>
        {words.patron.checkOut}
      </a>
      <a class="button" href={desk.patronOrder(patron.patronId)}>
        {words.patron.order}
      </a>
      <a class="button" href={desk.patronChange(patron.patronId)}>
        {words.patron.change}
      </a>
      <a class="button" href={desk.patronUsual(patron.patronId)}>
        {words.usual.title}
      </a>
    </p>
    <section class="stack tight">
      <h2>{words.patron.holds}</h2>
      {holds.length === 0 ? <p>{words.patron.holdsNone}</p> : <HoldsTable holds={holds} />}
      <ToSeries c={c} patron={patron} holds={holds} />
    </section>
    <Loans c={c} patron={patron} loans={loans} />
    <Facts c={c} patron={patron} />
    <PatronNotes c={c} patron={patron} typed={note ?? ''} />
    <PatronMessages c={c} patron={patron} messages={messages} typed={message ?? ''} />
    <PatronFamily c={c} patronId={patron.patronId} family={family} />
    <PatronDeeds c={c} patron={patron} />
  </CounterLayout>
)

/** 通常予約 → シリーズ予約, of those that are not captured yet. */
const ToSeries = ({ c, patron, holds }: Pick<Shown, 'c' | 'patron' | 'holds'>) => {
  const able = holds.filter(hold => hold.kind === 'ordinary' && ['applied', 'waiting'].includes(hold.status))
  return able.length < 2 || !isOffered(c.var.library.policy, desk.patronSeries(patron.patronId)) ? null : (
    <details>
      <summary>{words.patron.toSeries}</summary>
      <PostForm c={c} action={desk.patronSeries(patron.patronId)} class="stack tight">
        <input type="hidden" name="order" value={newId()} />
        <p>{words.patron.toSeriesWhy}</p>
        {able.map(hold => (
          <Tick name="hold" value={`${hold.id}`}>
            『{hold.title}』
          </Tick>
        ))}
        <Submit>{words.patron.toSeriesButton}</Submit>
      </PostForm>
    </details>
  )
}

/** Each loan's new due date, or why it stays. */
const Renewed = ({ renewed }: { renewed: readonly RenewedOne[] }) => (
  <div class={`note stack tight ${renewed.every(one => one.renewed) ? 'good' : 'ask'}`} role="status">
    <p>
      <b>{words.patron.renewedAll(renewed.filter(one => one.renewed).length, renewed.length)}</b>
    </p>
    <ul>
      {renewed.map(one => (
        <li>
          {one.renewed
            ? words.patron.renewedOne(one.title, dayWords(one.dueOn))
            : words.patron.notRenewedOne(one.title, renewRefusalWords(one.refusal))}
        </li>
      ))}
    </ul>
  </div>
)

const renewedWords = ({ renewedByHolderAt: at }: PatronView) =>
  at === null ? '' : words.patron.renewedByHolder(dates.longDay(dayOf(at)))

const Loans = ({ c, patron, loans }: Pick<Shown, 'c' | 'patron' | 'loans'>) => (
  <section class="stack tight">
    <h2>{words.patron.loans}</h2>
    {loans.length === 0 ? (
      <p>{words.patron.loansNone}</p>
    ) : (
      <ul class="stack tight">
        {loans.map(loan => (
          <li class="row">
            <span>
              『{loan.title}』 {loan.barcode}　{loan.branchName}　{words.patron.dueOn} {dayWords(loan.dueOn)}
            </span>
            {loan.overdueDays > 0 ? <span class="state ask">{words.patron.overdue(loan.overdueDays)}</span> : null}
            {loan.notRenewable.length === 0 ? (
              <Press
                c={c}
                action={desk.loanRenew(loan.id)}
                fields={{ patron: `${patron.patronId}` }}
                label={words.patron.renewOf(loan.title)}
                look="quiet"
              >
                {words.patron.renew}
              </Press>
            ) : (
              <small>{loan.notRenewable.map(renewRefusalWords).join('')}</small>
            )}
          </li>
        ))}
      </ul>
    )}
    {loans.length > 1 && loans.some(loan => loan.notRenewable.length === 0) ? (
      <Press c={c} action={desk.patronRenewAll(patron.patronId)}>
        {words.patron.renewAll}
      </Press>
    ) : null}
  </section>
)

const Facts = ({ c, patron }: Pick<Shown, 'c' | 'patron'>) => {
  const now = c.var.library.clock.now()
  const mail = patron.mailAppliedFor
    ? words.patron.mailAppliedFor(patron.mailAppliedFor)
    : patron.mailBounced
      ? words.patron.mailBounced(patron.mailBounced)
      : patron.mail
  const agreement = patron.agreedAt && patron.agreedTo ? { at: patron.agreedAt, version: patron.agreedTo } : null
  const facts: [name: string, value: Child][] = [
    [words.patron.phone, patron.phone ?? words.patron.none],
    [words.patron.mail, mail ?? words.patron.none],
    [words.patron.postalCode, patron.postalCode],
    [words.patron.address, patron.address],
    [words.patron.birthDate, dates.longDay(patron.birthDate)],
    [words.patron.homeBranch, patron.homeBranchName],
    [words.patron.expiresOn, `${dates.longDay(patron.expiresOn)}${renewedWords(patron)}`],
    [words.agreement.title, agreementLine(c, agreement)],
    [words.patron.password, passwordWords(patron, now, c.var.library.policy.passwords.temporaryTries)],
  ]
  return (
    <section class="stack tight">
      <h2>{words.patron.contact}</h2>
      <dl class="facts">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ),
        )}
      </dl>
      {patron.signInStopped ? <p class="note ask">{words.patron.signInStopped}</p> : null}
    </section>
  )
}

/** Of a password nobody sees more than its kind (M11). */
function passwordWords(patron: PatronView, now: Temporal.Instant, triesMax: number): string {
  switch (patron.passwordKind) {
    case 'own':
      return words.patron.passwordOwn
    case 'temporary': {
      const ranOut = Temporal.Instant.compare(patron.temporaryUntil!, now) <= 0 || patron.temporaryTries >= triesMax
      return ranOut
        ? words.patron.passwordRunOut
        : words.patron.passwordTemporary(dates.longDay(dayOf(patron.temporaryUntil!)))
    }
    case null:
      return words.patron.passwordNone
    default:
      return patron.passwordKind satisfies never
  }
}

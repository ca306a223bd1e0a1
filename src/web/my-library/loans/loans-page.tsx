import type { Context } from 'hono'
import type { Bib } from '#catalogue/rules/bib.ts'
import type { MyLoan } from '#circulation/loans/loans-of-patron.ts'
import type { PastLoan } from '#circulation/loans/my-loan-history.ts'
import type { BibId, LoanId } from '#ids.ts'
import { dayOf } from '#time/clock.ts'
import type { Page } from '#web/page.ts'
import { nameOf } from '#web/parts/books/shelf.tsx'
import { TitleLink } from '#web/parts/books/title-link.tsx'
import { Done, Press } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import { EmptyState } from '../empty-state.tsx'
import { MyHead } from '../frame.tsx'
import { notRenewedWords } from './renewal-words.ts'

type LoansPageProps = {
  c: Context<Page>
  loans: MyLoan[]
  /** つぎの巻 of some of them. */
  next: ReadonlyMap<BibId, Bib>
  /** null: the patron has not asked for one to be kept. */
  history: PastLoan[] | null
  /** Which loan was renewed just now. */
  renewedId: number
  refused: { loanId: LoanId; words: string } | null
}

/** 借りている資料: what is due when, and 「延長」 or why not. */
export function LoansPage({ c, loans, next, history, renewedId, refused }: LoansPageProps) {
  const { t } = c.var
  const l = t.myLibrary.loansPage
  const renewed = loans.find(loan => loan.id === renewedId)
  const unrenewed = refused && loans.find(loan => loan.id === refused.loanId)
  return (
    <Layout c={c} title={l.title}>
      <MyHead t={t} here={l.title} />
      {refused ? (
        <p class="note ask" role="alert" tabindex={-1} autofocus>
          {unrenewed ? l.refusedFor(unrenewed.title, t.dates.day(unrenewed.dueOn)) : ''}
          {refused.words}
        </p>
      ) : null}
      {renewed ? <Done>{l.renewed(renewed.title, t.dates.day(renewed.dueOn))}</Done> : null}
      {loans.length === 0 ? (
        <EmptyState title={l.emptyTitle} body={l.emptyBody}>
          <a class="button" href={paths.search}>
            {t.myLibrary.basketPage.search}
          </a>
          <a class="button" href={paths.newArrivals}>
            {t.myLibrary.basketPage.newArrivals}
          </a>
        </EmptyState>
      ) : (
        <>
          <table class="cards" aria-label={l.title}>
            <thead>
              <tr>
                <th scope="col">{l.columnTitle}</th>
                <th scope="col">{l.columnDue}</th>
                <th scope="col">{l.columnFrom}</th>
                <th scope="col">{l.columnAct}</th>
              </tr>
            </thead>
            <tbody>
              {loans.map(loan => (
                <LoanRow c={c} loan={loan} next={next.get(loan.bibId)} />
              ))}
            </tbody>
          </table>
          <p class="soft">{l.returnAnywhere}</p>
        </>
      )}
      {history && history.length > 0 ? <History c={c} loans={history} /> : null}
      {c.var.visitor.is === 'patron' && c.var.visitor.actingFor === null ? (
        <p class="screen-only">
          <a class="alone" href={paths.reading}>
            {t.reading.title}
          </a>
        </p>
      ) : null}
    </Layout>
  )
}

function LoanRow({ c, loan, next }: { c: Context<Page>; loan: MyLoan; next: Bib | undefined }) {
  const { t } = c.var
  const l = t.myLibrary.loansPage
  return (
    <tr>
      <th scope="row">
        <TitleLink of={loan} />
        {next ? (
          <p class="small">
            <a class="alone" href={paths.bib(next.id)}>
              {l.next(nameOf(next))}
            </a>
          </p>
        ) : null}
      </th>
      <td>
        <DueDay c={c} loan={loan} />
      </td>
      <td class="place">
        <span class="lab">{l.fromLabel}</span>
        {c.var.today.placeName(loan.branchName)}
      </td>
      <td class="end">
        {loan.notRenewable.length === 0 ? (
          <Press c={c} action={paths.loanRenew(loan.id)} label={l.renewOf(loan.title)}>
            {l.renew}
          </Press>
        ) : (
          // In the row itself, so that nobody presses a button only to be told no.
          <small>{notRenewedWords(t, loan.notRenewable)}</small>
        )}
      </td>
    </tr>
  )
}

function DueDay({ c, loan }: { c: Context<Page>; loan: MyLoan }) {
  const { t, library } = c.var
  const l = t.myLibrary.loansPage
  const left = dayOf(library.clock.now()).until(loan.dueOn).days
  const { dueSoonDays } = library.policy.notices
  return (
    <>
      <b>{l.until(t.dates.day(loan.dueOn))}</b>
      {loan.overdueDays > 0 ? <span class="error">{l.overdue(loan.overdueDays)}</span> : null}
      {loan.overdueDays === 0 && left <= dueSoonDays ? (
        <>
          <br />
          <span class="soft">{left === 0 ? l.dueToday : l.dueSoon(left)}</span>
        </>
      ) : null}
      {loan.renewals > 0 ? (
        <>
          <br />
          <small>{l.renewals(loan.renewals)}</small>
        </>
      ) : null}
    </>
  )
}

const History = ({ c, loans }: { c: Context<Page>; loans: PastLoan[] }) => {
  const { t } = c.var
  const l = t.myLibrary.loansPage
  return (
    <details>
      <summary>{l.history}</summary>
      <ul class="dotted">
        {loans.map(loan => (
          <li>
            <TitleLink of={loan} />{' '}
            <small>{l.historyLine(t.dates.longDay(dayOf(loan.lentAt)), t.dates.longDay(dayOf(loan.returnedAt)))}</small>
          </li>
        ))}
      </ul>
    </details>
  )
}

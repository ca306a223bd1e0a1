import type { Context } from 'hono'
import type { MyLoan } from '#circulation/loans/loans-of-patron.ts'
import type { PatronView } from '#patrons/patron-view.ts'
import { counterPatrons as words } from '#text/ja/counter/patrons.ts'
import type { Page } from '#web/page.ts'
import { dayWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { SlipFrame } from './slip-frame.tsx'

/** 貸出票: what was lent today, for the patron to take along. Of the card the last four digits only. */
export const Receipt = ({
  c,
  patron,
  loans,
  today,
}: {
  c: Context<Page>
  patron: PatronView
  loans: readonly MyLoan[]
  today: Temporal.PlainDate
}) => (
  <CounterLayout c={c} title={words.receipt.title}>
    <SlipFrame c={c} back={desk.checkOutTo(patron.patronId)}>
      <h1>{words.receipt.title}</h1>
      <p>
        {c.var.library.policy.identity.name.ja}　{dayWords(today)}
      </p>
      {loans.length === 0 ? <p>{words.receipt.none}</p> : null}
      <ul>
        {loans.map(loan => (
          <li>
            {loan.title}
            <br />
            {words.receipt.due} <b>{dayWords(loan.dueOn)}</b>
          </li>
        ))}
      </ul>
      <p>
        {`*${(patron.cardNumber ?? '').slice(-4)}`}　{words.receipt.thanks}
      </p>
    </SlipFrame>
  </CounterLayout>
)

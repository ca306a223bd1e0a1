import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { MyLoan } from '#circulation/loans/loans-of-patron.ts'
import type { Page } from '../page.ts'
import { paths } from '../paths.ts'

/**
 * What is late, then what is due soon, each under its own heading; `max` of each by name, and the way to all of them.
 */
export function DueNotes({ c, loans, max }: { c: Context<Page>; loans: readonly MyLoan[]; max: number }) {
  const { t } = c.var
  const m = t.myLibrary
  const late = loans.filter(({ overdueDays }) => overdueDays > 0)
  const soon = loans.filter(({ overdueDays }) => overdueDays === 0)
  const line = ({ title, overdueDays, dueOn }: MyLoan) => (
    <li>
      <a href={paths.loans}>『{title}』</a>{' '}
      <b>{overdueDays > 0 ? m.overdueLine(t.dates.day(dueOn)) : m.dueLine(t.dates.day(dueOn))}</b>
    </li>
  )
  return (
    <>
      <Note id="overdue" title={m.overdueTitle} class="note ask stack tight">
        {late.slice(0, max).map(line)}
      </Note>
      <Note id="due" title={m.dueTitle} class="note stack tight">
        {soon.slice(0, max).map(line)}
      </Note>
    </>
  )
}

const Note = ({
  id,
  title,
  class: classes,
  children,
}: {
  id: string
  title: string
  class: string
  children: Child[]
}) =>
  children.length === 0 ? null : (
    <section class={classes} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>{children}</ul>
    </section>
  )

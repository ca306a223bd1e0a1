import type { Context } from 'hono'
import type { ShownOrder } from '#holds/ordering/show-order.ts'
import type { Page } from '#web/page.ts'
import { PostForm } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import { OrderSteps } from '../frame.tsx'
import { nextIntakeInWords } from '../when.ts'

/** @property mailsInJapanese true: mails come in another language than the patron reads in, and they can change that */
type DoneProps = { c: Context<Page>; order: ShownOrder; mailsInJapanese: boolean }

/** 予約結果 (M25): the titles, when they are taken in, how the patron will be told, and the ways back. */
export function DonePage({ c, order, mailsInJapanese }: DoneProps) {
  const { t, library, visitor, language } = c.var
  const p = t.myLibrary.donePage
  const { when, from, until } = nextIntakeInWords(t, library)
  // Placed in the last second before the window, it is taken in by the run that goes on now.
  const takenIn = c.var.today.ordering === 'closed' ? t.holds.intakeNow : p.takenIn(when, from, until)
  const left = visitor.is === 'patron' ? visitor.basketCount : 0
  return (
    <Layout c={c} title={t.myLibrary.step.done}>
      <OrderSteps t={t} now="done" />
      <h1>{t.myLibrary.step.done}</h1>
      <div class="note good stack tight">
        <p>
          <b>{p.done}</b>
        </p>
        <ol class="numbered">
          {order.lines.map(line => (
            <li>{line.title}</li>
          ))}
        </ol>
        {order.kind === 'series' ? <p>{p.series}</p> : null}
        <p>{p.pickup(c.var.today.placeName(order.pickupName))}</p>
        {order.startsOn ? <p>{p.startsOn(t.dates.longDay(order.startsOn))}</p> : null}
        {order.notNeededAfter ? <p>{p.notNeededAfter(t.dates.longDay(order.notNeededAfter))}</p> : null}
      </div>
      <p>{order.applied ? takenIn : p.alreadyTakenIn}</p>
      <p>{p.told[order.contact]}</p>
      {order.confirmedByMail ? <p>{p.mailSent}</p> : null}
      {mailsInJapanese ? (
        <PostForm c={c} action={paths.myLanguage} class="row">
          <span>{p.mailsInJapanese}</span>
          <button type="submit" class="button quiet" name="language" value={language}>
            {p.mailsLikeThis}
          </button>
        </PostForm>
      ) : null}
      {left > 0 ? (
        <p>
          <a href={paths.basket}>{p.left(left)}</a>
        </p>
      ) : null}
      <p class="row">
        <a class="button" href={paths.search}>
          {p.toSearch}
        </a>
        <a class="button" href={paths.newArrivals}>
          {p.toNewArrivals}
        </a>
        <a class="button quiet" href={paths.holds}>
          {p.toHolds}
        </a>
      </p>
    </Layout>
  )
}

import type { Context } from 'hono'
import type { MyLoan } from '#circulation/loans/loans-of-patron.ts'
import { myLoans } from '#circulation/loans/my-loans.ts'
import { type MyHold, myHolds } from '#holds/lists/my-holds.ts'
import { dayOf } from '#time/clock.ts'
import { DueNotes } from '../my-library/due-notes.tsx'
import { readyInWords } from '../my-library/when.ts'
import type { Page } from '../page.ts'
import { paths } from '../paths.ts'

/** What a patron must know before anything else: what is ready, what is due. */
export type Mine = { ready: MyHold[]; due: MyLoan[] }

/** Within this many days a loan counts as due soon. */
const soonDays = 3
/** The first page names so many; Myライブラリ has them all. */
const namedMax = 3

/** Null for whoever is not signed in, or may not see anything of their own yet (M05, a password that came by mail). */
export async function mine(c: Context<Page>): Promise<Mine | null> {
  const { library, visitor } = c.var
  if (visitor.is !== 'patron' || visitor.mustChangePassword || visitor.veiledUntil) return null
  const today = dayOf(library.clock.now())
  const [holds, loans] = await Promise.all([myHolds(library, visitor.patronId), myLoans(library, visitor.patronId)])
  return {
    ready: holds.filter(({ status }) => status === 'ready'),
    due: loans.filter(({ dueOn }) => today.until(dueOn).days <= soonDays),
  }
}

export function MineFirst({ c, mine: { ready, due } }: { c: Context<Page>; mine: Mine }) {
  const { t } = c.var
  const m = t.myLibrary
  return (
    <>
      {ready.length > 0 ? (
        <section class="note good stack tight" aria-labelledby="ready">
          <h2 id="ready">{m.readyTitle}</h2>
          <ul>
            {ready.slice(0, namedMax).map(hold => (
              <li>
                『{hold.title}』 <b>{readyInWords(c, hold, m.readyLine)}</b>
              </li>
            ))}
          </ul>
          <p>
            <a href={paths.holds}>{t.holds.list.title}</a>
          </p>
        </section>
      ) : null}
      <DueNotes c={c} loans={due} max={namedMax} />
    </>
  )
}

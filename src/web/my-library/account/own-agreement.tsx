import type { Context } from 'hono'
import { myAgreement } from '#patrons/agreement/agreement.ts'
import { hasTerms } from '#patrons/agreement/terms.ts'
import { dayOf } from '#time/clock.ts'
import type { Page } from '#web/page.ts'
import { paths, withQuery } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'

/** To which 利用規約 the patron agreed, and when. Nothing, where the library has none and they agreed to none. */
export async function ownAgreement(c: Context<Page>) {
  const { library, t } = c.var
  const words = t.terms
  const agreement = await myAgreement(library, patronOf(c).patronId)
  const has = hasTerms(library.policy)
  if (agreement === null && !has) return null
  const day = agreement && t.dates.longDay(dayOf(agreement.at))
  return (
    <section class="sheet stack">
      <h2>{words.title}</h2>
      <p>{day === null ? words.notYet : agreement?.isInForce ? words.agreed(day) : words.agreedToFormer(day)}</p>
      {agreement && !agreement.isInForce ? (
        <p>
          {agreement.isKnown ? (
            <a href={withQuery(paths.terms, { version: agreement.version })}>{words.readAgreed}</a>
          ) : (
            words.unknownAgreed
          )}
        </p>
      ) : null}
      {has ? (
        <p>
          <a class="button quiet" href={paths.terms}>
            {words.toPresent}
          </a>
        </p>
      ) : null}
    </section>
  )
}

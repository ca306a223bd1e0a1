import type { Context } from 'hono'
import { type Agreement, lacksAgreement } from '#patrons/agreement/terms.ts'
import { counterPatrons } from '#text/ja/counter/patrons.ts'
import { dates } from '#text/ja/dates.ts'
import { dayOf } from '#time/clock.ts'
import type { Page } from '#web/page.ts'
import { Tick } from '#web/parts/form.tsx'
import { desk } from '../../desk-paths.ts'

const words = counterPatrons.agreement

/**
 * Whether and when somebody agreed to the 利用規約, and the way to the words of then; null where the library asks for
 * nothing and nothing is kept.
 */
export function agreementLine({ var: { library } }: Context<Page>, agreement: Agreement | null) {
  const lacks = lacksAgreement(library.policy, agreement)
  if (agreement === null) return lacks ? words.notYet : null
  const day = dates.longDay(dayOf(agreement.at))
  return (
    <>
      {lacks ? words.agreedToOther(day) : words.agreed(day)}{' '}
      <a href={desk.agreedTerms(agreement.version)}>{words.read}</a>
    </>
  )
}

/** In a form about a person: what they agreed to, and the tick for who agrees at the counter. */
export function AgreementPart({ c, agreement, ticked }: AgreementProps) {
  const said = agreementLine(c, agreement)
  if (said === null) return null
  return (
    <fieldset class="field">
      <legend>{said}</legend>
      {lacksAgreement(c.var.library.policy, agreement) ? (
        <Tick id="agrees" name="agrees" checked={ticked}>
          {words.atCounter}
        </Tick>
      ) : null}
    </fieldset>
  )
}

type AgreementProps = {
  c: Context<Page>
  agreement: Agreement | null
  /** As the form was sent. */
  ticked: boolean
}

import type { Context } from 'hono'
import { renewableOn } from '#patrons/rules/renew-card.ts'
import { dayOf } from '#time/clock.ts'
import type { Page } from '../page.ts'
import { paths } from '../paths.ts'

/** 「カードの有効期限を更新する」, on the days on which that can be done on the web. */
export function RenewalLink({ c, expiresOn }: { c: Context<Page>; expiresOn: Temporal.PlainDate }) {
  const { library, t } = c.var
  const today = dayOf(library.clock.now())
  const span = renewableOn(library.policy, { expiresOn })
  const isTime =
    span !== null &&
    Temporal.PlainDate.compare(span.from, today) <= 0 &&
    Temporal.PlainDate.compare(today, span.until) <= 0
  return isTime ? <a href={paths.cardRenewal}>{t.card.renewal.link}</a> : null
}

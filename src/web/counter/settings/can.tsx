import type { Context } from 'hono'
import { z } from 'zod'
import { type WhatMay, whatMay } from '#circulation/lists/what-may.ts'
import type { Ruled } from '#settings/rules/rule-table.ts'
import { counterHolds } from '#text/ja/counter/holds.ts'
import { settings } from '#text/ja/settings.ts'
import { readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Field, Submit } from '#web/parts/form.tsx'
import { ListTable } from '#web/parts/list-table.tsx'
import { categoryName } from '../category-name.ts'
import { lendingRefusalWords } from '../desk/refusals.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { actorOf, staffOf } from '../session.tsx'

const words = settings.can

const cardQuery = z.object({ card: z.string().max(60).optional(), barcode: z.string().max(60).optional() })

/** 「この人はこの資料を…」: what a patron may do with a copy, and by which row of the rules. */
export const canPages = pages().get(desk.can, async c => {
  const query = readQuery(c, cardQuery)
  const { card = '', barcode = '' } = query.ok ? query.values : {}
  const asked = card.trim() !== '' && barcode.trim() !== ''
  const found = asked
    ? await whatMay(c.var.library, actorOf(c), { cardNumber: card, barcode, branchId: staffOf(c).branchId })
    : null
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p class="soft">{words.why}</p>
      <form method="get" action={desk.can} class="sheet fields">
        <Field c={c} name="card" label={words.card} value={card} maxlength={60} />
        <Field c={c} name="barcode" label={words.barcode} value={barcode} maxlength={60} />
        <Submit look="chief">{words.show}</Submit>
      </form>
      {found && !found.ok ? (
        <p class="note ask" role="alert">
          {words[found.refusal.why]}
        </p>
      ) : null}
      {found?.ok ? <Answer c={c} may={found.value} /> : null}
    </CounterLayout>,
    found && !found.ok ? 422 : 200,
  )
})

function Answer({ c, may }: { c: Context<Page>; may: WhatMay }) {
  const { patronCategories, itemCategories } = c.var.library.policy
  const lending = may.lending.length === 0 ? null : may.lending.map(lendingRefusalWords).join(' ')
  const holding = may.holding.map(refusal => counterHolds.refusal(refusal, () => may.title)).join(' ')
  return (
    <section class="sheet stack" aria-live="polite">
      <h2>
        {categoryName(patronCategories, may.patronCategory)} × {categoryName(itemCategories, may.itemCategory)}
        {`　『${may.title}』`}
      </h2>
      <dl class="facts">
        <dt>{words.borrow}</dt>
        <dd>
          <b>{lending === null ? words.can : words.cannot}</b> {lending}
        </dd>
        <dt>{words.hold}</dt>
        <dd>
          <b>{may.holding.length === 0 ? words.can : words.cannot}</b> {holding}
        </dd>
      </dl>
      <ListTable name={words.title} heads={[words.what, words.value, words.now, words.row]}>
        {linesOf(may).map(([name, ruled, now]) => (
          <tr>
            <th scope="row">{words.rows[name]}</th>
            <td>{ruledWords(ruled.value)}</td>
            <td>{now}</td>
            <td>{ruled.row === null ? words.byBase : words.byRow(ruled.row + 1)}</td>
          </tr>
        ))}
      </ListTable>
    </section>
  )
}

const ruledWords = (value: number | boolean | null): string =>
  value === null ? words.noLimit : typeof value === 'boolean' ? (value ? words.can : words.cannot) : `${value}`

type Line = [name: keyof typeof words.rows, ruled: Ruled<number | boolean | null>, now: number | null]

function linesOf({ loan, hold, open, openHolds, blockedFrom }: WhatMay): Line[] {
  const lines: [Line[0], Ruled<number | boolean | null> | null, number | null][] = [
    ['loans', loan.loans.all, open.here],
    ['loansOfCategory', loan.loans.category, open.hereOfCategory],
    ['loansInAll', loan.loansInAll.all, open.inAll],
    ['loansInAllOfCategory', loan.loansInAll.category, open.inAllOfCategory],
    ['days', loan.days, null],
    ['renewals', loan.renewals, null],
    ['mayBeHeld', hold.mayBeHeld, null],
    ['holds', hold.holds.all, openHolds.all],
    ['holdsOfCategory', hold.holds.category, openHolds.ofCategory],
    ['blockedFromOverdueDays', blockedFrom, null],
  ]
  return lines.filter((line): line is Line => line[1] !== null)
}

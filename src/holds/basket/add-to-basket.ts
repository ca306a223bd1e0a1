import { type Desk, deskOf } from '#acting.ts'
import { type Tx, together, transact } from '#database/database.ts'
import type { BibId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { lockPatron } from '#patrons/standing-store.ts'
import { assert } from '#std/assert.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { loadOrderedBibs, lockOrderedBibs } from '../ordering/order-facts-store.ts'
import { isIntakeTime } from '../rules/intake-window.ts'
import {
  type HiddenTitle,
  type OnShelf,
  type UnholdableTitle,
  whyFromShelf,
  whyHidden,
  whyUnholdable,
} from '../rules/title.ts'
import { countBasket, insertBasketLine } from './basket-store.ts'

export type BasketRefusal =
  | { why: 'intakeWindow'; from: string; until: string } // M14
  | UnholdableTitle // M13
  | HiddenTitle
  | OnShelf
  | { why: 'basketFull'; max: number }

/**
 * 予約かごへ (M15, M17): what lies in the basket already stays there; nothing goes in while nothing can be reserved (M14).
 */
export async function addToBasket(
  library: Library,
  signedInAs: PatronId,
  askedFor: BibId,
): Promise<Outcome<{ count: number }, BasketRefusal>> {
  const desk = deskOf(library, { is: 'patron', patronId: signedInAs })
  const { now } = desk
  const { intakeWindow, holds } = library.policy
  return transact(library.db, async tx => {
    const { patronId, bibId, basket, bib } = await lockLine(tx, desk, signedInAs, askedFor)
    if (isIntakeTime(intakeWindow, now, basket.runUnfinished)) return refused({ why: 'intakeWindow', ...intakeWindow })
    const unholdable = whyHidden(bibId, bib) ?? whyUnholdable(bibId, bib) ?? whyFromShelf(library.policy, bibId, bib)
    if (unholdable) return refused(unholdable)
    if (basket.has) return done({ count: basket.count })
    if (basket.count >= holds.basketMax) return refused({ why: 'basketFull', max: holds.basketMax })
    await insertBasketLine(tx, patronId, bibId, now)
    return done({ count: basket.count + 1 })
  })
}

/**
 * Locks the patron and the title, and looks at both: in one round trip, unless one of them was merged away meanwhile.
 */
async function lockLine(tx: Tx, desk: Desk, signedInAs: PatronId, askedFor: BibId) {
  const look = (patronId: PatronId, bibId: BibId) =>
    together(
      tx,
      () => countBasket(tx, patronId, bibId),
      () => loadOrderedBibs(tx, desk, patronId, [bibId]),
    )
  const [patronId, [bibId], looked] = await together(
    tx,
    () => lockPatron(tx, signedInAs),
    () => lockOrderedBibs(tx, [askedFor], 'order'),
    () => look(signedInAs, askedFor),
  )
  assert(patronId !== null, 'a patron with a basket exists')
  assert(bibId !== undefined, 'a number asked for is a number locked')
  const [basket, bibs] = patronId === signedInAs && bibId === askedFor ? looked : await look(patronId, bibId)
  return { patronId, bibId, basket, bib: bibs.get(bibId) }
}

import type { Context } from 'hono'
import { z } from 'zod'
import { pickupLocations } from '#branches/pickup-locations.ts'
import { readPickupKey } from '#branches/rules/pickup-location.ts'
import { cardScanned } from '#circulation/desk/card-scanned.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { cancelHold } from '#holds/changing/cancel-hold.ts'
import { changePickup } from '#holds/changing/change-pickup.ts'
import { convertToOrdinary } from '#holds/changing/convert-to-ordinary.ts'
import { moveHold } from '#holds/changing/move-hold.ts'
import { moveToTitle } from '#holds/changing/move-to-title.ts'
import { holdsOfBib } from '#holds/lists/holds-of-bib.ts'
import { showHold } from '#holds/lists/show-hold.ts'
import { readCancelReason } from '#holds/rules/changing/cancel-reason.ts'
import { contacts } from '#holds/rules/hold.ts'
import { HoldId } from '#ids.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import { idField, idIn, readForm, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { withQuery } from '#web/paths.ts'
import { byId, desk } from '../desk-paths.ts'
import { sayAtDesk } from '../layout.tsx'
import { actorOf } from '../session.tsx'
import { HoldPage } from './hold-page.tsx'

const reasonForm = z.object({ reason: text(40) })
const moveForm = z.object({ before: z.union([z.literal('last'), idField(HoldId)]), reason: text(200) })
const pickupForm = z.object({ pickup: z.string().max(80), contact: z.enum(contacts) })
const barcodeForm = z.object({ barcode: text(60), only: z.string().optional(), reason: text(200) })

/** One hold: what it is, how it came so, and what a desk does with it (M40). */
export const holdPages = pages()
  .get(desk.hold(byId), c => holdPage(c))
  .post(desk.holdCancel(byId), async c => {
    const form = readForm(c, reasonForm)
    if (!form.ok) return holdPage(c, 'reasonMissing')
    const { reason } = form.values
    const said = (words.hold.cancelReasons as Record<string, string | undefined>)[reason] ?? reason
    const cancelled = await cancelHold(c.var.library, actorOf(c), idOf(c), said, readCancelReason(reason))
    return cancelled.ok ? back(c, 'cancelled') : holdPage(c, cancelled.refusal.why)
  })
  .post(desk.holdMove(byId), async c => {
    const form = readForm(c, moveForm)
    if (!form.ok) return holdPage(c, form.errors.reason ? 'reasonMissing' : 'notFound')
    const moved = await moveHold(c.var.library, actorOf(c), idOf(c), form.values.before, form.values.reason)
    return moved.ok ? back(c, 'moved') : holdPage(c, moved.refusal.why)
  })
  .post(desk.holdChange(byId), async c => {
    const form = readForm(c, pickupForm)
    const pickup = form.ok ? readPickupKey(form.values.pickup) : null
    if (!form.ok || !pickup) return holdPage(c, 'pickupMissing')
    const changed = await changePickup(c.var.library, actorOf(c), idOf(c), pickup, form.values.contact)
    return changed.ok ? back(c, 'changed') : holdPage(c, changed.refusal.why)
  })
  .post(desk.holdToTitle(byId), async c => {
    const form = readForm(c, barcodeForm)
    if (!form.ok) return holdPage(c, form.errors.reason ? 'reasonMissing' : 'unknownItem')
    const { barcode, only, reason } = form.values
    const to = { barcode: readBarcode(barcode), only: only !== undefined }
    const moved = await moveToTitle(c.var.library, actorOf(c), idOf(c), to, reason)
    if (moved.ok) return back(c, 'toTitle')
    const { why } = moved.refusal
    const isCard = why === 'unknownItem' && (await cardScanned(c.var.library, barcode)) !== null
    return holdPage(c, isCard ? 'isCard' : why)
  })
  .post(desk.holdOrdinary(byId), async c => {
    const converted = await convertToOrdinary(c.var.library, actorOf(c), idOf(c))
    return converted.ok ? back(c, 'ordinary') : holdPage(c, converted.refusal.why)
  })

const idOf = (c: Context<Page>) => idIn(c, HoldId)

const back = (c: Context<Page>, done: string) => c.redirect(withQuery(desk.hold(idOf(c)), { done }), 303)

async function holdPage(c: Context<Page>, no?: string) {
  const { library } = c.var
  const hold = await showHold(library, idOf(c))
  if (!hold) return sayAtDesk(c, 'notThere', 404)
  const queue = (await holdsOfBib(library, hold.bibId)).filter(
    other => other.id !== hold.id && ['waiting', 'preparing'].includes(other.status) && other.barcode === null,
  )
  const places = await pickupLocations(library)
  const { done } = words.hold
  return show(
    c,
    <HoldPage
      c={c}
      hold={hold}
      queue={queue}
      places={places}
      done={done[c.req.query('done') ?? ''] ?? null}
      no={no ? (words.hold.refused[no] ?? words.hold.refused.notFound!) : null}
    />,
    no ? 422 : 200,
  )
}

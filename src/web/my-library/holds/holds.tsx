import type { Context } from 'hono'
import { z } from 'zod'
import { applyCancellation } from '#holds/changing/apply-cancellation.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Done, toDone } from '#web/parts/form.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { readNumber } from '../loans/loans.tsx'
import { RefusalNote, type RefusalWords } from '../refusal.tsx'
import { centralPhone } from '../when.ts'
import { HoldCancelPage } from './hold-cancel-page.tsx'
import { HoldsPage } from './holds-page.tsx'

export const holdsPages = pages()
  .get(paths.holds, c => showHolds(c))

  .get(paths.holdCancel(':id'), async c => {
    const hold = await findMyHold(c)
    if (!hold) return c.notFound()
    return hold.mayCancel ? show(c, <HoldCancelPage c={c} hold={hold} />) : c.redirect(paths.hold(hold.id), 303)
  })

  .post(paths.holdCancel(':id'), async c => {
    const holdId = readNumber(c.req.param('id'))
    const cancelled = await applyCancellation(c.var.library, patronOf(c).patronId, holdId)
    if (cancelled.ok) return c.redirect(toDone(withQuery(paths.holds, { cancelled: holdId })), 303)
    switch (cancelled.refusal.why) {
      case 'notFound':
        return c.notFound()
      case 'ready':
      case 'ended':
        return showHolds(c, cancelRefusalWords(c, cancelled.refusal.why))
      default:
        return cancelled.refusal.why satisfies never
    }
  })

async function showHolds(c: Context<Page>, refused: RefusalWords | null = null) {
  const { t, library } = c.var
  const holds = await myHolds(library, patronOf(c).patronId)
  const read = readQuery(c, z.object({ cancelled: z.coerce.number().catch(0) }))
  const cancelled = read.ok ? holds.find(hold => hold.id === read.values.cancelled) : undefined
  const said = refused ? (
    <RefusalNote words={refused} />
  ) : cancelled ? (
    <Done>{t.holds.cancel.done(cancelled.title)}</Done>
  ) : null
  return show(c, <HoldsPage c={c} holds={holds} said={said} />, refused ? 409 : 200)
}

/** The hold of this address, if it is the patron's; anybody else's is not there. */
async function findMyHold(c: Context<Page>) {
  const holdId = readNumber(c.req.param('id'))
  const holds = await myHolds(c.var.library, patronOf(c).patronId)
  return holds.find(hold => hold.id === holdId)
}

/** A ready one is cancelled by staff, on a call or at the counter (M40). */
function cancelRefusalWords(c: Context<Page>, why: 'ready' | 'ended'): RefusalWords {
  const { cancel } = c.var.t.holds
  return why === 'ready'
    ? { what: cancel.ready, next: cancel.readyNext(centralPhone(c)) }
    : { what: cancel.already, next: cancel.alreadyNext }
}

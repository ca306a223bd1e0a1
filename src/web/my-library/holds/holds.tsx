import type { Context } from 'hono'
import { z } from 'zod'
import { applyCancellation } from '#holds/changing/apply-cancellation.ts'
import { applyCancellationOfRest } from '#holds/changing/apply-cancellation-of-rest.ts'
import { keepHold } from '#holds/changing/keep-hold.ts'
import { type MyHold, myHolds } from '#holds/lists/my-holds.ts'
import { HoldId } from '#ids.ts'
import { idIn, readForm, readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Done, toDone } from '#web/parts/form.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { RefusalNote, type RefusalWords, refusalFacts, refusalWords } from '../refusal.tsx'
import { centralPhone } from '../when.ts'
import { HoldCancelPage } from './hold-cancel-page.tsx'
import { HoldsPage } from './holds-page.tsx'

const restQuery = z.object({ rest: z.literal('1').optional().catch(undefined) })
const restForm = z.object({ rest: z.literal('1').optional().catch(undefined) })

export const holdsPages = pages()
  .get(paths.holds, c => showHolds(c))

  .get(paths.holdCancel(':id'), async c => {
    const hold = await findMyHold(c)
    if (!hold) return c.notFound()
    if (!hold.mayCancel) return c.redirect(paths.hold(hold.id), 303)
    const rest = await restOfSeries(c, hold)
    const query = readQuery(c, restQuery)
    const together = query.ok && query.values.rest === '1' && rest.length > 1
    return show(c, <HoldCancelPage c={c} hold={hold} rest={rest} together={together} />)
  })

  .post(paths.holdCancel(':id'), async c => {
    const holdId = idIn(c, HoldId)
    const { patronId } = patronOf(c)
    const form = readForm(c, restForm)
    if (form.ok && form.values.rest === '1') {
      const all = await applyCancellationOfRest(c.var.library, patronId, holdId)
      return all.ok ? c.redirect(toDone(withQuery(paths.holds, { rest: all.value.holdIds.length })), 303) : c.notFound()
    }
    const cancelled = await applyCancellation(c.var.library, patronId, holdId)
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

  .post(paths.holdKeep(':id'), async c => {
    const holdId = idIn(c, HoldId)
    const kept = await keepHold(c.var.library, patronOf(c).patronId, holdId)
    if (kept.ok) return c.redirect(toDone(withQuery(paths.holds, { kept: holdId })), 303)
    switch (kept.refusal.why) {
      case 'notFound':
        return c.notFound()
      case 'ended':
        return showHolds(c, cancelRefusalWords(c, 'ended'))
      case 'intakeWindow':
      case 'tooMany':
      case 'tooManyAudiovisual':
      case 'tooManyOfCategory':
        return showHolds(c, refusalWords(c.var.t, kept.refusal, refusalFacts(c, [])))
      default:
        return kept.refusal satisfies never
    }
  })
  .get(paths.holdKeep(':id'), c => c.redirect(paths.holds, 303))

/** This hold of a series and the later ones that can still be cancelled. */
async function restOfSeries(c: Context<Page>, hold: MyHold): Promise<MyHold[]> {
  const { series } = hold
  if (hold.kind !== 'series' || !series) return [hold]
  const holds = await myHolds(c.var.library, patronOf(c).patronId)
  return holds
    .filter(one => one.kind === 'series' && one.series?.orderId === series.orderId && one.mayCancel)
    .filter(one => one.series!.position >= series.position)
    .sort((a, b) => a.series!.position - b.series!.position)
}

const saidQuery = z.object({
  cancelled: z.coerce.number().catch(0),
  kept: z.coerce.number().catch(0),
  rest: z.coerce.number().int().min(0).max(1000).catch(0),
  changed: z.coerce.number().int().min(0).max(1000).catch(0),
  paused: z.coerce.number().int().min(0).max(1000).catch(0),
  resumed: z.coerce.number().int().min(0).max(1000).catch(0),
})

async function showHolds(c: Context<Page>, refused: RefusalWords | null = null) {
  const { t, library } = c.var
  const holds = await myHolds(library, patronOf(c).patronId)
  const said = refused ? <RefusalNote words={refused} /> : saidOf(c, holds)
  return show(c, <HoldsPage c={c} holds={holds} said={said} />, refused ? 409 : 200)

  function saidOf(c: Context<Page>, holds: readonly MyHold[]) {
    const read = readQuery(c, saidQuery)
    if (!read.ok) return null
    const named = (id: number) => holds.find(hold => hold.id === id)?.title
    const [cancelled, kept] = [named(read.values.cancelled), named(read.values.kept)]
    if (cancelled) return <Done>{t.holds.cancel.done(cancelled)}</Done>
    if (kept) return <Done>{t.holds.cancel.kept(kept)}</Done>
    if (read.values.changed > 0) return <Done>{t.holds.many.done(read.values.changed)}</Done>
    if (read.values.paused > 0) return <Done>{t.holds.pauseMany.paused(read.values.paused)}</Done>
    if (read.values.resumed > 0) return <Done>{t.holds.pauseMany.resumed(read.values.resumed)}</Done>
    return read.values.rest > 0 ? <Done>{t.holds.cancel.restDone(read.values.rest)}</Done> : null
  }
}

/** The hold of this address, if it is the patron's; anybody else's is not there. */
async function findMyHold(c: Context<Page>) {
  const holdId = idIn(c, HoldId)
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

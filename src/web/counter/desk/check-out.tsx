import type { Context } from 'hono'
import { z } from 'zod'
import { cardScanned } from '#circulation/desk/card-scanned.ts'
import { type CheckOutRefusal, checkOut } from '#circulation/desk/check-out.ts'
import { loansOfPatron } from '#circulation/loans/loans-of-patron.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { kindOfCode } from '#circulation/rules/code-form.ts'
import { noteScan } from '#circulation/scans/note-scan.ts'
import type { Said } from '#circulation/scans/said.ts'
import { openQuestion, scanOnce, undoScan } from '#circulation/scans/scans.ts'
import { PatronId, ScanId, StopId } from '#ids.ts'
import { findByCard, isPatron, showPatron } from '#patrons/show-patron.ts'
import { counter } from '#text/ja/counter/desk.ts'
import { counterPatrons as words } from '#text/ja/counter/patrons.ts'
import { dayOf } from '#time/clock.ts'
import { idField, idIn, readForm, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { byId, desk } from '../desk-paths.ts'
import { sayAtDesk } from '../layout.tsx'
import { actorOf, deskSessionOf, mayHere, staffOf } from '../session.tsx'
import { cardPage, checkOutPage, stopsHere } from './check-out-page.tsx'
import { Receipt } from './receipt.tsx'
import { checkOutRefusalWords } from './refusals.ts'
import { answerScan, codeOfCard, keepStop, keptStop, scanFields, sentIdOf } from './scanned.ts'

const scanForm = z.object({
  ...scanFields,
  stop: z.string().max(40).transform(StopId).optional(),
  reason: z.string().trim().max(200, 'tooLong').optional(),
})

const cardForm = z.object({ cardNumber: text(60) })
const undoForm = z.object({ scan: idField(ScanId) })
const answerForm = z.object({ change: z.enum(['yes', 'no']) })

/** 貸出: the card first, then copy after copy. */
export const checkOutPages = pages()
  .get(desk.checkOut, c => cardPage(c))
  .post(desk.checkOut, async c => {
    const form = readForm(c, cardForm)
    if (!form.ok) return cardPage(c, 'notACard')
    const { library } = c.var
    const kind = kindOfCode(library.policy, form.values.cardNumber)
    if (kind === 'item') return cardPage(c, 'isCopy')
    if (kind === 'neither') return cardPage(c, 'notACard')
    const found = await findByCard(library, form.values.cardNumber)
    return found.is === 'patron' ? c.redirect(desk.checkOutTo(found.patronId), 303) : cardPage(c, found.is)
  })
  .post(desk.checkOutUndo(byId), async c => {
    const form = readForm(c, undoForm)
    const patronId = idIn(c, PatronId)
    if (!form.ok) return checkOutPage(c, patronId, { refused: counter.scan.undoRefused.nothingToUndo })
    const undone = await undoScan(c.var.library, actorOf(c), deskSessionOf(c), form.values.scan)
    if (!undone.ok) return checkOutPage(c, patronId, { refused: counter.scan.undoRefused[undone.refusal.why] })
    return c.redirect(desk.checkOutTo(patronId), 303)
  })
  .post(desk.checkOutAnswer(byId), async c => {
    const patronId = idIn(c, PatronId)
    const form = readForm(c, answerForm)
    const column = { sessionId: deskSessionOf(c), page: 'checkOut', patronId } as const
    const asked = await openQuestion(c.var.library, column)
    if (!form.ok) return checkOutPage(c, patronId, { refused: words.checkOut.answerFirst })
    if (!asked)
      return (await isPatron(c.var.library, patronId))
        ? c.redirect(desk.checkOutTo(patronId), 303)
        : sayAtDesk(c, 'notThere', 404)
    const changed = form.values.change === 'yes'
    const said: Said = { do: 'answer', changed }
    await noteScan(c.var.library, column, { branchId: staffOf(c).branchId, barcode: `*${asked.cardLast4}`, said })
    return c.redirect(desk.checkOutTo(changed ? asked.patronId : patronId), 303)
  })
  .get(desk.checkOutTo(byId), c => checkOutPage(c, idIn(c, PatronId)))
  .post(desk.checkOutTo(byId), async c => {
    const patronId = idIn(c, PatronId)
    const form = readForm(c, scanForm)
    if (!form.ok) return checkOutPage(c, patronId, { refused: counter.scan.unreadable })
    const { stop, ...scan } = form.values
    const column = { sessionId: deskSessionOf(c), page: 'checkOut', patronId, sentId: sentIdOf(form.values) } as const
    // A form that does not ask for the stop goes on at the one that was chosen last.
    const stopId = (await stopsHere(c)).find(one => one.id === (stop ?? keptStop(c)))?.id ?? null
    if (stopId !== null) keepStop(c, stopId)
    const { library } = c.var
    const came = await scanOnce(library, column, async asked =>
      asked ? 'asked' : lendScanned(c, { ...scan, patronId, stopId, column }),
    )
    if (came === 'asked') return checkOutPage(c, patronId, { refused: words.checkOut.answerFirst, status: 409 })
    if (came === 'unknownPatron') return sayAtDesk(c, 'notThere', 404)
    return answerScan(c, desk.checkOutTo(patronId), () => checkOutPage(c, patronId, { stopId }))
  })
  .get(desk.receipt(byId), async c => {
    const patron = await showPatron(c.var.library, staffOf(c), idIn(c, PatronId), 'receipt')
    if (!patron) return sayAtDesk(c, 'notThere', 404)
    const today = dayOf(c.var.library.clock.now())
    const loans = (await loansOfPatron(c.var.library, patron.patronId)).filter(loan => dayOf(loan.lentAt).equals(today))
    return show(c, <Receipt c={c} patron={patron} loans={loans} today={today} />)
  })

/** What staff with the duty may set aside, with a reason. */
const overridable: CheckOutRefusal['why'][] = [
  'cardStopped',
  'cardExpired',
  'overdue',
  'notForLoan',
  'newestStays',
  'tooManyLoans',
]

type Lending = {
  barcode: string
  reason?: string | undefined
  patronId: PatronId
  stopId: StopId | null
  column: { sessionId: string; page: 'checkOut'; patronId: PatronId; sentId: string | undefined }
}

/** Lends what was scanned, or says in the column why not. */
async function lendScanned(c: Context<Page>, lending: Lending): Promise<'noted' | 'unknownPatron'> {
  const { library } = c.var
  const { branchId } = staffOf(c)
  const { column, patronId, stopId, reason } = lending
  const barcode = readBarcode(lending.barcode)
  const note = (said: Said, code = barcode) => noteScan(library, column, { branchId, barcode: code, said })
  const kind = kindOfCode(library.policy, lending.barcode)
  if (kind === 'neither') await note({ do: 'stop', why: 'noSuchForm' })
  else if (kind === 'card') await note(...(await saidOfCard(c, lending)))
  else {
    const override = reason && mayHere(c, 'override') ? { override: reason } : {}
    const order = { actor: actorOf(c), branchId, stopId, barcode, patronId, column, ...override }
    const lent = await checkOut(library, order)
    if (lent.ok) return 'noted'
    const { why } = lent.refusal
    if (why === 'unknownPatron') return why
    const isCard = why === 'unknownItem' && (await cardScanned(library, lending.barcode)) !== null
    if (isCard) await note(...(await saidOfCard(c, lending)))
    else
      await note({
        do: 'refuse',
        why,
        words: checkOutRefusalWords(lent.refusal),
        mayOverride: [lent.refusal, ...('besides' in lent.refusal ? lent.refusal.besides : [])].every(one =>
          overridable.includes(one.why),
        ),
      })
  }
  return 'noted'
}

/** A card within an open 貸出: the page stays with its patron until somebody has answered whose turn it is. */
async function saidOfCard(c: Context<Page>, { barcode, patronId }: Lending): Promise<[said: Said, code: string]> {
  const found = await findByCard(c.var.library, barcode)
  const cardLast4 = readBarcode(barcode).slice(-4)
  const no = (why: 'unknownCard' | 'retiredCard' | 'sameCard'): Said => ({
    do: 'refuse',
    why,
    words: words.checkOut[why],
    mayOverride: false,
  })
  const code = codeOfCard(barcode)
  if (found.is === 'unknown') return [no('unknownCard'), code]
  if (found.is === 'retired') return [no('retiredCard'), code]
  if (found.patronId === patronId) return [no('sameCard'), code]
  return [{ do: 'ask', patronId: found.patronId, cardLast4 }, code]
}

import type { Context } from 'hono'
import { z } from 'zod'
import { type RenewedOne, renewAll } from '#circulation/desk/renew-all.ts'
import { loansOfPatron } from '#circulation/loans/loans-of-patron.ts'
import { convertToSeries } from '#holds/changing/convert-to-series.ts'
import { holdsOfPatron } from '#holds/lists/holds-of-patron.ts'
import { HoldId, MessageId, NoteId, OrderId, PatronId } from '#ids.ts'
import { extendCard } from '#patrons/desk/extend-card.ts'
import { issueCard, retireCard } from '#patrons/desk/issue-card.ts'
import { stopPatron } from '#patrons/desk/stop-patron.ts'
import { endFamilyLinkAtDesk } from '#patrons/family/end-link.ts'
import { myFamily } from '#patrons/family/my-family.ts'
import { takeBackMessage } from '#patrons/messages/close-message.ts'
import { messagesTo } from '#patrons/messages/messages-to.ts'
import { writeMessage } from '#patrons/messages/write-message.ts'
import { removeNote } from '#patrons/notes/remove-note.ts'
import { writeNote } from '#patrons/notes/write-note.ts'
import { isPatron, nowKnownAs, showPatron } from '#patrons/show-patron.ts'
import { unlockSignIn } from '#patrons/signing-in/unlock-sign-in.ts'
import { isId, newId } from '#std/new-id.ts'
import { counterPatrons as words } from '#text/ja/counter/patrons.ts'
import { idField, idIn, readForm, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { fieldErrorText } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { byId, desk } from '../desk-paths.ts'
import { sayAtDesk } from '../layout.tsx'
import { actorOf, staffOf } from '../session.tsx'
import { PatronPage } from './patron-page.tsx'

/** Of what a desk writes of a patron, or to them: its id, minted by the page before, or the id of one that is to go. */
const writtenForm = { id: z.string().refine(isId).catch(newId), gone: z.string().refine(isId).optional() }
/** What was written. Its rule judges how long it may be, so that what is too long is said so, and stays in the form. */
const asTyped = z.string().trim().default('')

const cardForm = z.object({ cardNumber: text(60).optional(), lost: z.literal('yes').optional() })
const stopForm = z.object({ because: text(200).optional(), stops: z.enum(['yes', 'no']) })
const seriesForm = z.object({ order: z.string().refine(isId), hold: z.array(idField(HoldId)).max(100).default([]) })
const familyForm = z.object({ carer: idField(PatronId).optional(), member: idField(PatronId).optional() })
const noteForm = z.object({ ...writtenForm, words: asTyped })
const messageForm = z.object({ ...writtenForm, message: asTyped })

/** 利用者: everything about one, and what is done with the card. */
export const patronPages = pages()
  .get(desk.patron(byId), c => patronPage(c))
  .use(`${desk.patron(byId)}/*`, async (c, next) => {
    if (c.req.method === 'POST' && !(await isPatron(c.var.library, idOf(c)))) return sayAtDesk(c, 'notThere', 404)
    return next()
  })
  .post(desk.patronCard(byId), async c => {
    const form = readForm(c, cardForm)
    const { library } = c.var
    if (form.ok && form.values.lost) {
      await retireCard(library, staffOf(c), idOf(c))
      return back(c, 'retired')
    }
    if (!form.ok || form.values.cardNumber === undefined) return patronPage(c, { refusal: { why: 'notACardNumber' } })
    const issued = await issueCard(library, staffOf(c), idOf(c), form.values.cardNumber)
    return issued.ok ? back(c, 'card') : patronPage(c, { refusal: issued.refusal })
  })
  .post(desk.patronExtend(byId), async c => {
    await extendCard(c.var.library, staffOf(c), idOf(c))
    return back(c, 'extended')
  })
  .post(desk.patronStop(byId), async c => {
    const form = readForm(c, stopForm)
    if (!form.ok || (form.values.stops === 'yes' && !form.values.because))
      return patronPage(c, { refusal: { why: 'reasonMissing' } })
    const stops = form.values.stops === 'yes'
    await stopPatron(c.var.library, staffOf(c), idOf(c), stops ? form.values.because! : null)
    return back(c, stops ? 'stopped' : 'unstopped')
  })
  .post(desk.patronSeries(byId), async c => {
    const form = readForm(c, seriesForm)
    if (!form.ok) return patronPage(c, { refusal: { why: 'tooFewForSeries' } })
    const series = { orderId: OrderId(form.values.order), holdIds: form.values.hold }
    const converted = await convertToSeries(c.var.library, actorOf(c), series)
    return converted.ok ? back(c, 'series') : patronPage(c, { refusal: converted.refusal })
  })
  .post(desk.patronFamily(byId), async c => {
    const form = readForm(c, familyForm)
    const { carer, member } = form.ok ? form.values : {}
    const { library } = c.var
    if (carer) await endFamilyLinkAtDesk(library, staffOf(c), { carerId: carer, memberId: idOf(c) })
    if (member) await endFamilyLinkAtDesk(library, staffOf(c), { carerId: idOf(c), memberId: member })
    return back(c, 'family')
  })
  .post(desk.patronNotes(byId), async c => {
    const form = readForm(c, noteForm)
    if (!form.ok) return patronPage(c, { refusal: { why: form.errors.words ?? 'invalid' }, note: form.typed.words })
    const { id, gone, words: note } = form.values
    const { library } = c.var
    if (gone) {
      await removeNote(library, staffOf(c), idOf(c), NoteId(gone))
      return back(c, 'noteRemoved')
    }
    const written = await writeNote(library, staffOf(c), idOf(c), { id: NoteId(id), words: note })
    return written.ok ? back(c, 'noted') : patronPage(c, { refusal: written.refusal, note })
  })
  .post(desk.patronMessages(byId), async c => {
    const form = readForm(c, messageForm)
    if (!form.ok)
      return patronPage(c, { refusal: { why: form.errors.message ?? 'invalid' }, message: form.typed.message })
    const { id, gone, message } = form.values
    const { library } = c.var
    if (gone) {
      await takeBackMessage(library, staffOf(c), idOf(c), MessageId(gone))
      return back(c, 'messageTakenBack')
    }
    const written = await writeMessage(library, staffOf(c), idOf(c), { id: MessageId(id), words: message })
    return written.ok ? back(c, 'messageWritten') : patronPage(c, { refusal: written.refusal, message })
  })
  .post(desk.patronRenewAll(byId), async c => {
    const renewed = await renewAll(c.var.library, actorOf(c), idOf(c))
    return renewed.every(one => one.renewed) ? back(c, 'renewed') : patronPage(c, { renewed })
  })
  .post(desk.patronUnlock(byId), async c => {
    await unlockSignIn(c.var.library, staffOf(c), idOf(c))
    return back(c, 'unlocked')
  })

const idOf = (c: Context<Page>) => idIn(c, PatronId)

const back = (c: Context<Page>, done: string) => c.redirect(withQuery(desk.patron(idOf(c)), { done }), 303)

type Came = {
  /** Why something was not taken, and what was typed there. */
  refusal?: { why: string }
  note?: string | undefined
  message?: string | undefined
  /** What came of renewing everything. */
  renewed?: RenewedOne[]
}

async function patronPage(c: Context<Page>, { refusal, renewed, note, message }: Came = {}) {
  const { library } = c.var
  const patron = await showPatron(library, staffOf(c), idOf(c), 'patron')
  if (!patron) {
    const into = await nowKnownAs(library, idOf(c))
    return into === null ? sayAtDesk(c, 'notThere', 404) : c.redirect(desk.patron(into), 303)
  }
  const holds = await holdsOfPatron(library, patron.patronId)
  const loans = await loansOfPatron(library, patron.patronId)
  const family = await myFamily(library, patron.patronId)
  const messages = await messagesTo(library, patron.patronId)
  const no = refusal
    ? (words.form.errors[refusal.why] ?? words.patron.refused[refusal.why] ?? fieldErrorText(c, refusal.why))
    : null
  const view = { patron, holds, loans, family, messages, no, renewed, note, message }
  return show(c, <PatronPage c={c} {...view} />, refusal ? 422 : 200)
}

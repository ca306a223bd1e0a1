import type { Context } from 'hono'
import { z } from 'zod'
import { listBranches } from '#branches/list-branches.ts'
import { pickupLocations } from '#branches/pickup-locations.ts'
import { type CheckOutRefusal, checkOut } from '#circulation/desk/check-out.ts'
import { loansOfPatron } from '#circulation/loans/loans-of-patron.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import type { UndoRefusal } from '#circulation/rules/undo.ts'
import { noteScan } from '#circulation/scans/note-scan.ts'
import type { Said } from '#circulation/scans/said.ts'
import { lastScans, undoScan } from '#circulation/scans/scans.ts'
import { holdsOfPatron } from '#holds/lists/holds-of-patron.ts'
import { findByCard, showPatron } from '#patrons/show-patron.ts'
import { counter } from '#text/ja/counter.ts'
import { counterPatrons as words } from '#text/ja/counter-patrons.ts'
import { dayOf } from '#time/clock.ts'
import { readForm, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { PostForm } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { dayWords } from '../day.ts'
import { byId, desk } from '../desk-paths.ts'
import { CounterLayout, sayAtDesk } from '../layout.tsx'
import { PatronHead } from '../patrons/patron-head.tsx'
import { actorOf, deskSessionOf, mayHere, staffOf } from '../session.tsx'
import { Receipt } from './receipt.tsx'
import { checkOutRefusalWords } from './refusals.ts'
import { ScanColumn, ScanField } from './scan-column.tsx'

const scanForm = z.object({
  barcode: text(60),
  stop: z.string().max(40).optional(),
  reason: z.string().trim().max(200, 'tooLong').optional(),
})

/** 貸出: the card first, then copy after copy. */
export const checkOutPages = pages()
  .get(desk.checkOut, c => cardPage(c))
  .post(desk.checkOut, async c => {
    const form = readForm(c, z.object({ cardNumber: text(60) }))
    const found = form.ok ? await findByCard(c.var.library, form.values.cardNumber) : ({ is: 'unknown' } as const)
    return found.is === 'patron' ? c.redirect(desk.checkOutTo(found.patronId), 303) : cardPage(c, found.is)
  })
  .post(desk.checkOutUndo(byId), async c => {
    const form = readForm(c, z.object({ scan: z.coerce.number().int().positive().max(1e15) }))
    const patronId = Number(c.req.param('id'))
    if (!form.ok) return checkOutPage(c, patronId, { status: 422 })
    const undone = await undoScan(c.var.library, actorOf(c), deskSessionOf(c), form.values.scan)
    if (!undone.ok) return checkOutPage(c, patronId, { status: 422, refusal: undone.refusal.why })
    return c.redirect(desk.checkOutTo(patronId), 303)
  })
  .get(desk.checkOutTo(byId), c => checkOutPage(c, Number(c.req.param('id'))))
  .post(desk.checkOutTo(byId), async c => {
    const patronId = Number(c.req.param('id'))
    const form = readForm(c, scanForm)
    if (!form.ok) return checkOutPage(c, patronId, { status: 422 })
    const { reason, stop } = form.values
    const barcode = readBarcode(form.values.barcode)
    const { branchId } = staffOf(c)
    const { library } = c.var
    const override = reason && mayHere(c, 'override') ? { override: reason } : {}
    const stopId = (await stopsHere(c)).find(one => one.id === stop)?.id ?? null
    const column = { sessionId: deskSessionOf(c), page: 'checkOut', patronId } as const
    const lent = await checkOut(library, {
      actor: actorOf(c),
      branchId,
      stopId,
      barcode,
      patronId,
      column,
      ...override,
    })
    if (!lent.ok && lent.refusal.why === 'unknownPatron') return sayAtDesk(c, 'notThere', 404)
    if (!lent.ok && lent.refusal.why === 'unknownItem') {
      // The card of the next one in the line.
      const next = await findByCard(library, form.values.barcode)
      if (next.is === 'patron') return c.redirect(desk.checkOutTo(next.patronId), 303)
    }
    if (!lent.ok) {
      const { why } = lent.refusal
      const said: Said = {
        do: 'refuse',
        why,
        words: checkOutRefusalWords(lent.refusal),
        mayOverride: overridable.includes(why),
      }
      await noteScan(library, column, { branchId, barcode, said })
    }
    return c.redirect(withQuery(desk.checkOutTo(patronId), { stop: stopId }), 303)
  })
  .get(desk.receipt(byId), async c => {
    const patron = await showPatron(c.var.library, staffOf(c), Number(c.req.param('id')), 'receipt')
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

function cardPage(c: Context<Page>, no?: 'unknown' | 'retired') {
  return show(
    c,
    <CounterLayout c={c} title={counter.checkOut}>
      <h1>
        {counter.checkOut} <span class="soft">{staffOf(c).branchName}</span>
      </h1>
      {no ? (
        <p class="note ask" role="alert">
          {no === 'retired' ? words.checkOut.retiredCard : words.checkOut.unknownCard}
        </p>
      ) : null}
      <ScanField
        c={c}
        action={desk.checkOut}
        name="cardNumber"
        label={counter.scan.cardNumber}
        button={words.checkOut.start}
      />
      <p class="soft">{words.checkOut.cardFirst}</p>
    </CounterLayout>,
    no ? 422 : 200,
  )
}

async function checkOutPage(
  c: Context<Page>,
  patronId: number,
  { status = 200, refusal }: { status?: 200 | 422; refusal?: UndoRefusal['why'] } = {},
) {
  const { library } = c.var
  const patron = await showPatron(library, staffOf(c), patronId, 'checkOut')
  if (!patron) return sayAtDesk(c, 'notThere', 404)
  const loans = await loansOfPatron(library, patronId)
  const ready = (await holdsOfPatron(library, patronId)).filter(hold => hold.status === 'ready')
  const scans = await lastScans(library, { sessionId: deskSessionOf(c), page: 'checkOut', patronId })
  const last = scans[0]
  const stops = await stopsHere(c)
  return show(
    c,
    <CounterLayout c={c} title={`${counter.checkOut} ${patron.name}`}>
      <PatronHead c={c} patron={patron} title={counter.checkOut} />
      {refusal ? (
        <p class="note ask" role="alert">
          {counter.scan.undoRefused[refusal]}
        </p>
      ) : null}
      <ScanField c={c} action={desk.checkOutTo(patronId)} button={words.checkOut.lend}>
        {stops.length > 0 ? (
          <label class="field">
            {words.checkOut.stop}
            <select name="stop">
              {stops.map(stop => (
                <option value={stop.id} selected={stop.id === c.req.query('stop')}>
                  {stop.name}
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </ScanField>
      {last?.said.do === 'refuse' && last.said.mayOverride && mayHere(c, 'override') ? (
        <PostForm c={c} action={desk.checkOutTo(patronId)} class="note ask stack tight">
          <p>{words.checkOut.overrideOf(last.barcode)}</p>
          <input type="hidden" name="barcode" value={last.barcode} />
          <div class="line-act">
            <div class="field">
              <label for="reason">{words.checkOut.reason}</label>
              <input id="reason" name="reason" type="text" maxlength={200} required />
            </div>
            <button type="submit" class="button">
              {words.checkOut.override}
            </button>
          </div>
        </PostForm>
      ) : null}
      <ScanColumn
        c={c}
        page="checkOut"
        scans={scans}
        branches={await listBranches(library)}
        undo={desk.checkOutUndo(patronId)}
      />
      <p class="row">
        <a class="button" href={desk.checkOut}>
          {words.checkOut.next}
        </a>
        <a class="button" href={desk.receipt(patronId)}>
          {words.checkOut.receipt}
        </a>
        <span>{words.checkOut.loansOut(loans.length)}</span>
      </p>
      {ready.length > 0 ? (
        <section class="note good stack tight">
          <h2>{words.checkOut.ready}</h2>
          <ul>
            {ready.map(hold => (
              <li>
                『{hold.title}』 {hold.barcode}　{words.checkOut.readyLine(hold.pickupName, dayWords(hold.pickUpBy!))}
                {hold.pickup.branchId === staffOf(c).branchId ? <b>　{words.checkOut.readyHere}</b> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </CounterLayout>,
    status,
  )
}

/** The stops among which one chooses when standing at the bookmobile; none anywhere else. */
async function stopsHere(c: Context<Page>): Promise<{ id: string; name: string }[]> {
  const { branchId } = staffOf(c)
  const places = (await pickupLocations(c.var.library)).flatMap(group => group.places)
  return places
    .filter(place => place.at.branchId === branchId && place.at.stopId !== null)
    .sort((a, b) => (a.nextVisit?.day.toString() ?? '9').localeCompare(b.nextVisit?.day.toString() ?? '9'))
    .map(place => ({ id: place.at.stopId!, name: place.name }))
}

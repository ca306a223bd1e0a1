import type { Context } from 'hono'
import { listBranches } from '#branches/list-branches.ts'
import { pickupLocations } from '#branches/pickup-locations.ts'
import { loansOfPatron } from '#circulation/loans/loans-of-patron.ts'
import type { Scan } from '#circulation/scans/said.ts'
import { lastScans } from '#circulation/scans/scans.ts'
import { holdsOfPatron } from '#holds/lists/holds-of-patron.ts'
import type { PatronId, StopId } from '#ids.ts'
import { showPatron } from '#patrons/show-patron.ts'
import { counter } from '#text/ja/counter/desk.ts'
import { counterPatrons as words } from '#text/ja/counter/patrons.ts'
import { type Page, show } from '#web/page.ts'
import { Field, PostForm, Submit } from '#web/parts/form.tsx'
import { desk } from '../desk-paths.ts'
import { keptWords } from '../holds/kept-words.ts'
import { CounterLayout, sayAtDesk } from '../layout.tsx'
import { PatronHead } from '../patrons/patron-head.tsx'
import { deskSessionOf, mayHere, staffOf } from '../session.tsx'
import { ScanColumn } from './scan-column.tsx'
import { ScanField } from './scan-field.tsx'
import { keptStop } from './scanned.ts'

/** Why a 貸出 does not begin: whose card it is not. */
export type NoCard = 'unknown' | 'retired' | 'isCopy' | 'notACard'

const noCardWords: Record<NoCard, string> = {
  unknown: words.checkOut.unknownCard,
  retired: words.checkOut.retiredCard,
  isCopy: words.checkOut.isCopy,
  notACard: words.checkOut.notACard,
}

/** The beginning of a 貸出: the card. */
export function cardPage(c: Context<Page>, no?: NoCard) {
  return show(
    c,
    <CounterLayout c={c} title={counter.checkOut}>
      <h1>
        {counter.checkOut} <span class="soft">{staffOf(c).branchName}</span>
      </h1>
      {no ? (
        <p class="note ask" role="alert">
          {noCardWords[no]}
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

type Answer = { refused?: string; status?: 422 | 409; stopId?: StopId | null }

/** An open 貸出: the patron, the field, what was scanned, what waits for them here. */
export async function checkOutPage(
  c: Context<Page>,
  patronId: PatronId,
  { refused, status = 422, stopId = null }: Answer = {},
) {
  const { library } = c.var
  const [patron, loans, scans, branches, holds] = await Promise.all([
    showPatron(library, staffOf(c), patronId, 'checkOut'),
    loansOfPatron(library, patronId),
    lastScans(library, { sessionId: deskSessionOf(c), page: 'checkOut', patronId }),
    listBranches(library),
    holdsOfPatron(library, patronId),
  ])
  if (!patron) return sayAtDesk(c, 'notThere', 404)
  return show(
    c,
    <CounterLayout c={c} title={`${counter.checkOut} ${patron.name}`}>
      <PatronHead c={c} patron={patron} title={counter.checkOut} />
      {refused ? (
        <p class="note ask" role="alert">
          {refused}
        </p>
      ) : null}
      <Question c={c} patronId={patronId} name={patron.name} last={scans[0]} />
      <ScanField c={c} action={desk.checkOutTo(patronId)} button={words.checkOut.lend}>
        <StopField stops={await stopsHere(c)} chosen={stopId ?? keptStop(c)} />
      </ScanField>
      <Override c={c} patronId={patronId} last={scans[0]} />
      <ScanColumn c={c} page="checkOut" scans={scans} branches={branches} undo={desk.checkOutUndo(patronId)} />
      <p class="row">
        <a class="button" href={desk.checkOut}>
          {words.checkOut.next}
        </a>
        <a class="button" href={desk.receipt(patronId)}>
          {words.checkOut.receipt}
        </a>
        <span>{words.checkOut.loansOut(loans.length)}</span>
      </p>
      <ReadyHolds c={c} holds={holds.filter(hold => hold.status === 'ready')} />
    </CounterLayout>,
    refused ? status : 200,
  )
}

type OfLast = { c: Context<Page>; patronId: PatronId; last: Scan | undefined }

/**
 * Another patron's card was scanned: whose turn is it? The buttons name no button by which a scanner's Enter could
 * answer.
 */
const Question = ({ c, patronId, name, last }: OfLast & { name: string }) =>
  last?.said.do === 'ask' ? (
    <PostForm c={c} action={desk.checkOutAnswer(patronId)} class="note ask stack tight question">
      <h2 role="alert">{words.checkOut.otherCard(last.said.cardLast4)}</h2>
      <p>{words.checkOut.otherCardWhy(name)}</p>
      <p class="row">
        <button type="submit" name="change" value="yes" class="button" data-to={desk.checkOutTo(last.said.patronId)}>
          {words.checkOut.changePatron(last.said.cardLast4)}
        </button>
        <button type="submit" name="change" value="no" class="button">
          {words.checkOut.stayWith(name)}
        </button>
      </p>
    </PostForm>
  ) : null

const StopField = ({
  stops,
  chosen,
}: {
  stops: readonly { id: string; name: string }[]
  chosen: string | undefined
}) =>
  stops.length > 0 ? (
    <label class="field">
      {words.checkOut.stop}
      <select id="stop" name="stop">
        {stops.map(stop => (
          <option value={stop.id} selected={stop.id === chosen}>
            {stop.name}
          </option>
        ))}
      </select>
    </label>
  ) : null

/** Sets a rule aside for the copy that was refused last. */
const Override = ({ c, patronId, last }: OfLast) =>
  last?.said.do === 'refuse' && last.said.mayOverride && mayHere(c, 'override') ? (
    <PostForm c={c} action={desk.checkOutTo(patronId)} class="note ask stack tight">
      <p>{words.checkOut.overrideOf(last.barcode)}</p>
      <input type="hidden" name="barcode" value={last.barcode} />
      <div class="line-act">
        <Field c={c} name="reason" label={words.checkOut.reason} maxlength={200} required />
        <Submit>{words.checkOut.override}</Submit>
      </div>
    </PostForm>
  ) : null

const ReadyHolds = ({ c, holds }: { c: Context<Page>; holds: Awaited<ReturnType<typeof holdsOfPatron>> }) =>
  holds.length > 0 ? (
    <section class="note good stack tight">
      <h2>{words.checkOut.ready}</h2>
      <ul>
        {holds.map(hold => (
          <li>
            『{hold.title}』 {hold.barcode}　
            {words.checkOut.readyLine(hold.pickupName, keptWords({ ...hold, pickUpBy: hold.pickUpBy! }))}
            {hold.pickup.branchId === staffOf(c).branchId ? <b>　{words.checkOut.readyHere}</b> : null}
          </li>
        ))}
      </ul>
    </section>
  ) : null

/** The stops among which one chooses when standing at the bookmobile; none anywhere else. */
export async function stopsHere(c: Context<Page>): Promise<{ id: StopId; name: string }[]> {
  const { branchId } = staffOf(c)
  const places = (await pickupLocations(c.var.library)).flatMap(group => group.places)
  return places
    .filter(place => place.at.branchId === branchId && place.at.stopId !== null)
    .sort((a, b) => (a.nextVisit?.day.toString() ?? '9').localeCompare(b.nextVisit?.day.toString() ?? '9'))
    .map(place => ({ id: place.at.stopId!, name: place.name }))
}

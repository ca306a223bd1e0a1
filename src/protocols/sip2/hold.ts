import { createHash } from 'node:crypto'
import { type PickupLocation, pickupKey, readPickupKey } from '#branches/rules/pickup-location.ts'
import { findCopy } from '#circulation/lists/show-item.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { applyCancellation } from '#holds/changing/apply-cancellation.ts'
import { changePickup } from '#holds/changing/change-pickup.ts'
import { holdsOfPatron } from '#holds/lists/holds-of-patron.ts'
import { myChoices } from '#holds/ordering/my-choices.ts'
import { placeHolds } from '#holds/ordering/place-holds.ts'
import { nextIntakeDay } from '#holds/rules/intake-window.ts'
import { type BibId, OrderId, type PatronId } from '#ids.ts'
import { dayOf } from '#time/clock.ts'
import { orderWords } from '../refusal-words.ts'
import { fieldOf, present } from './rules/message.ts'
import { readSipDate, sipDate } from './rules/sip-date.ts'
import { yesNo } from './rules/write-message.ts'
import { type Answer, type Asked, echo, institution } from './talk.ts'
import { whoAsks } from './who.ts'

/**
 * 15: places a hold on the title of a copy (AB), as an in-library terminal would: it is applied for, and taken in by
 * the night. `-` applies for the cancellation, `*` changes the pickup place (BS). Without BS the place is where the
 * machine stands.
 */
export async function hold(asked: Asked<'15'>): Promise<Answer<'16'>> {
  const { talk, message, words } = asked
  const who = await whoAsks(asked)
  if (who.is !== 'patron') return answer(asked, { ok: false, words: who.words })
  const copy = await findCopy(talk.library, readBarcode(fieldOf(message, 'AB') ?? ''))
  if (!copy) return answer(asked, { ok: false, words: words.hold.unknownItem })
  const about = { patronId: who.patronId, bibId: copy.bibId, title: copy.title, isOnShelf: copy.status === 'shelf' }
  switch (message.fixed.mode) {
    case '+':
      return place(asked, about)
    case '-':
      return cancel(asked, about)
    case '*':
      return change(asked, about)
    default:
      return answer(asked, { ok: false, words: words.notHere })
  }
}

type About = { patronId: PatronId; bibId: BibId; title: string; isOnShelf: boolean }

async function place(asked: Asked<'15'>, about: About): Promise<Answer<'16'>> {
  const { talk, words } = asked
  const { library } = talk
  const pickup = pickupOf(asked)
  if (!pickup) return answer(asked, { ok: false, words: words.hold.pickup })
  const { contact, contacts, places } = await myChoices(library, about.patronId)
  const chosen = contact ?? (contacts.offered.includes('mail') ? 'mail' : 'self')
  const placed = await placeHolds(library, about.patronId, {
    id: orderId(asked, about, pickup),
    kind: 'ordinary',
    channel: 'terminal',
    bibIds: [about.bibId],
    pickup,
    contact: chosen,
    confirmByMail: false,
  })
  if (!placed.ok) return answer(asked, { ok: false, title: about.title, words: orderWords(words, placed.refusal) })
  const known = places.flatMap(group => group.places).find(one => pickupKey(one.at) === pickupKey(pickup))
  const now = library.clock.now()
  const { intakeWindow } = library.policy
  const takenIn = words.hold.takenIn(nextIntakeDay(intakeWindow, now).equals(dayOf(now)), intakeWindow.from)
  const said = words.hold.done(known?.name ?? pickupKey(pickup), words.hold.contacts[chosen], takenIn)
  return answer(asked, { ok: true, title: about.title, isOnShelf: about.isOnShelf, pickup, words: said })
}

async function cancel(asked: Asked<'15'>, about: About): Promise<Answer<'16'>> {
  const { talk, words } = asked
  const own = await ownHold(asked, about)
  if (!own) return answer(asked, { ok: false, title: about.title, words: words.hold.notFound })
  const applied = await applyCancellation(talk.library, about.patronId, own.id)
  if (applied.ok) return answer(asked, { ok: true, title: about.title, words: words.hold.cancelled })
  const no = applied.refusal.why === 'ready' ? words.hold.ready : words.hold.notFound
  return answer(asked, { ok: false, title: about.title, words: no })
}

async function change(asked: Asked<'15'>, about: About): Promise<Answer<'16'>> {
  const { talk, message, words } = asked
  const own = await ownHold(asked, about)
  const pickup = pickupOf(asked)
  if (!own) return answer(asked, { ok: false, title: about.title, words: words.hold.notFound })
  if (!pickup || fieldOf(message, 'BS') === null)
    return answer(asked, { ok: false, title: about.title, words: words.hold.pickup })
  const actor = { is: 'patron', patronId: about.patronId } as const
  const changed = await changePickup(talk.library, actor, own.id, pickup, own.contact)
  if (changed.ok) return answer(asked, { ok: true, title: about.title, pickup, words: words.hold.changed })
  const { why } = changed.refusal
  const no =
    why === 'ready' ? words.hold.ready : why === 'pickupClosed' || why === 'pickupUnknown' ? words.hold.pickup : null
  return answer(asked, { ok: false, title: about.title, words: no ?? words.hold.notFound })
}

async function ownHold({ talk }: Asked<'15'>, { patronId, bibId }: About) {
  return (await holdsOfPatron(talk.library, patronId)).find(one => one.bibId === bibId)
}

/** BS, or the branch of the machine; null for what cannot be a place. */
function pickupOf({ machine, message }: Asked<'15'>): PickupLocation | null {
  const wished = fieldOf(message, 'BS')
  return wished === null ? { branchId: machine.branchId, stopId: null } : readPickupKey(wished)
}

/** The same message sent again is the same order; one that names another place is not. */
function orderId({ machine, message }: Asked<'15'>, { patronId, bibId }: About, pickup: PickupLocation): OrderId {
  const text = [machine.name, patronId, bibId, message.fixed.date, pickupKey(pickup)].join('\0')
  const hex = createHash('sha256').update(text).digest('hex')
  return OrderId([hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-'))
}

type Held = { ok: boolean; title?: string; isOnShelf?: boolean; pickup?: PickupLocation; words: string }

function answer({ talk, machine, message }: Asked<'15'>, held: Held): Answer<'16'> {
  const date = sipDate(talk.library.clock.now())
  return {
    code: '16',
    fixed: { ok: held.ok ? '1' : '0', available: yesNo(held.isOnShelf ?? false), date },
    fields: [
      // Some clients take these 18 characters for a fixed part and read on behind them: BW stands in every answer, and
      // first.
      ['BW', readSipDate(fieldOf(message, 'BW') ?? '') ? fieldOf(message, 'BW')! : date],
      ...present(['BS', held.pickup && pickupKey(held.pickup)]),
      institution(message, machine),
      echo(message, 'AA'),
      echo(message, 'AB'),
      ...present(['AJ', held.title], ['AF', held.words]),
    ],
  }
}

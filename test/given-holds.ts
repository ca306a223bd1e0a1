import { randomUUID } from 'node:crypto'
import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import { checkLibrary } from '#check/check-library.ts'
import { checkIn } from '#circulation/desk/check-in.ts'
import { checkOut } from '#circulation/desk/check-out.ts'
import type { Row } from '#database/database.ts'
import { placeHolds } from '#holds/ordering/place-holds.ts'
import { placeHoldsAtCounter } from '#holds/ordering/place-holds-at-counter.ts'
import type { Channel, Contact, HoldKind } from '#holds/rules/hold.ts'
import { type BibId, BranchId, type HoldId, type ItemId, OrderId, type PatronId, StopId } from '#ids.ts'
import type { Library } from '#library.ts'
import { nightSteps } from '#nightly/steps.ts'
import { dayOf } from '#time/clock.ts'
import { anewEachFile } from './file-life.ts'

// Makers for holds and loans. They go through the actions: what they leave behind is what the library itself would.

export const staff = { is: 'staff', login: 'hanako' } as const
export const chuo: PickupLocation = { branchId: BranchId('chuo'), stopId: null }
export const asahi: PickupLocation = { branchId: BranchId('asahi'), stopId: null }
export const yoshiura: PickupLocation = { branchId: BranchId('bm'), stopId: StopId('yoshiura') }

let made = 0
anewEachFile(() => {
  made = 0
})

/** A reader with a card, a telephone and a mail address. */
export async function givenReader(
  library: Library,
  given: {
    category?: string
    phone?: string | null
    mail?: string | null
    expiresOn?: string
    keepsHistory?: boolean
  } = {},
): Promise<PatronId> {
  const nth = ++made
  const { id } = await library.db
    .insertInto('patron')
    .values({
      category: given.category ?? 'general',
      name: `読者${nth}`,
      name_reading: 'ドクシャ',
      birth_date: Temporal.PlainDate.from('1970-01-01'),
      phone: given.phone === undefined ? '0254-53-0000' : given.phone,
      mail: given.mail === undefined ? `reader${nth}@example.jp` : given.mail,
      expires_on: Temporal.PlainDate.from(given.expiresOn ?? '2029-03-31'),
      keeps_history: given.keepsHistory ?? false,
      created_at: library.clock.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const number = `0${String(id).padStart(7, '0')}`
  await library.db
    .insertInto('card')
    .values({ number, patron_id: id, issued_on: Temporal.PlainDate.from('2026-04-01') })
    .execute()
  return id
}

export type GivenOrder = {
  id?: OrderId
  kind?: HoldKind
  channel?: Exclude<Channel, 'counter'>
  pickup?: PickupLocation
  contact?: Contact
  confirmByMail?: boolean
  onlyItemId?: ItemId
  enough?: number
}

/** An order as the forms bring it. */
export const order = (bibIds: BibId[], given: GivenOrder = {}) => ({
  id: given.id ?? OrderId(randomUUID()),
  kind: given.kind ?? 'ordinary',
  channel: given.channel ?? ('web' as const),
  bibIds,
  pickup: given.pickup ?? chuo,
  contact: given.contact ?? 'self',
  confirmByMail: given.confirmByMail ?? false,
  onlyItemId: given.onlyItemId ?? null,
  enough: given.enough ?? null,
})

/** Applies on the web; gives the holds' numbers. */
export async function applied(library: Library, patronId: PatronId, bibIds: BibId[], given: GivenOrder = {}) {
  return placed(await placeHolds(library, patronId, order(bibIds, given)))
}

/** Places holds at the counter: they wait at once. */
export async function waiting(library: Library, patronId: PatronId, bibIds: BibId[], given: GivenOrder = {}) {
  return placed(await placeHoldsAtCounter(library, staff, patronId, order(bibIds, given)))
}

function placed(outcome: Awaited<ReturnType<typeof placeHolds>>): HoldId[] {
  if (!outcome.ok) throw new Error(`The order was refused: ${JSON.stringify(outcome.refusal)}`)
  return outcome.value.holdIds
}

/** The last row in the history of a copy: what an undo names. */
export async function lastEventOf(library: Library, itemId: ItemId): Promise<number> {
  const row = await library.db
    .selectFrom('item_event')
    .where('item_id', '=', itemId)
    .select(eb => eb.fn.max('id').as('id'))
    .executeTakeFirstOrThrow()
  return Number(row.id)
}

export async function barcodeOf(library: Library, itemId: ItemId): Promise<string> {
  const row = await library.db.selectFrom('item').where('id', '=', itemId).select('barcode').executeTakeFirstOrThrow()
  return row.barcode
}

export async function scanned(library: Library, itemId: ItemId, branchId = BranchId('chuo')) {
  return checkIn(library, { actor: staff, branchId, barcode: await barcodeOf(library, itemId) })
}

export async function lent(
  library: Library,
  patronId: PatronId,
  itemId: ItemId,
  branchId = BranchId('chuo'),
  stopId?: StopId,
) {
  const barcode = await barcodeOf(library, itemId)
  return checkOut(library, { actor: staff, branchId, stopId: stopId ?? null, patronId, barcode })
}

/**
 * The whole night of the day on which the clock stands, as if it began now, without its run: every step until it finds
 * nothing.
 */
export async function nightPasses(library: Library, limit = 200): Promise<Record<string, number>> {
  const did: Record<string, number> = {}
  const now = library.clock.now()
  for (const [name, step] of nightSteps) {
    did[name] = 0
    for (let batches = 0; batches < 1000; batches++) {
      const batch = await step(library, { day: dayOf(now), until: now.add({ milliseconds: 1 }), now, limit })
      if (batch.did === 0) break
      did[name] += batch.did
    }
  }
  return did
}

export async function holdRow(library: Library, holdId: HoldId) {
  return library.db.selectFrom('hold').where('id', '=', holdId).selectAll().executeTakeFirstOrThrow()
}

export async function stateOf(library: Library, holdId: HoldId): Promise<string> {
  const { state, item_id } = await holdRow(library, holdId)
  return state === 'waiting' && item_id !== null ? 'captured' : state
}

export async function itemStatus(library: Library, itemId: ItemId): Promise<string> {
  const row = await library.db.selectFrom('item').where('id', '=', itemId).select('status').executeTakeFirstOrThrow()
  return row.status
}

export async function notices(library: Library, kind?: Row<'notice'>['kind']) {
  return library.db
    .selectFrom('notice')
    .$if(kind !== undefined, query => query.where('kind', '=', kind!))
    .selectAll()
    .orderBy('id')
    .execute()
}

/** Everything that must always be true, asked of the whole database. */
export async function violations(library: Library): Promise<string[]> {
  const found = await checkLibrary(library.db, library.policy, dayOf(library.clock.now()))
  return found.map(({ number, sentence }) => `${number}: ${sentence}`)
}

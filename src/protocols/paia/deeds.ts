import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { type PickupLocation, pickupKey, readPickupKey } from '#branches/rules/pickup-location.ts'
import { renew } from '#circulation/desk/renew.ts'
import { loansOfPatron, type MyLoan } from '#circulation/loans/loans-of-patron.ts'
import { applyCancellation } from '#holds/changing/apply-cancellation.ts'
import { type MyHold, myHolds } from '#holds/lists/my-holds.ts'
import { myChoices } from '#holds/ordering/my-choices.ts'
import { placeHolds } from '#holds/ordering/place-holds.ts'
import { OrderId, type PatronId } from '#ids.ts'
import { renewalWords } from '#machines/refusal-words.ts'
import type { Page } from '#web/page.ts'
import { originOf } from '../page.ts'
import { orderWords } from '../refusal-words.ts'
import { holdDocument, holdName, loanDocument, type Meant, type PaiaDocument, readUri } from './documents.ts'

/** What somebody asks for: the copy or the title, and what they have chosen. */
export type AskedDocument = { item?: unknown; edition?: unknown; confirm?: unknown }

/** Where a hold is fetched: the condition of PAIA that we set. */
export const storageCondition = 'http://purl.org/ontology/paia#StorageCondition'

const uriOf = ({ item, edition }: AskedDocument) => readUri(item ?? edition)
const failed = (asked: AskedDocument, error: string, more: object = {}): PaiaDocument => ({
  status: 0,
  ...(asked.item === undefined ? {} : { item: asked.item }),
  ...(asked.edition === undefined ? {} : { edition: asked.edition }),
  error,
  ...more,
})

/**
 * Applies for one title, as the pages do: the night takes it in. The place is the one confirmed, or else that of the
 * patron's last hold; without either nothing happens, and the places to choose from are told.
 */
export async function request(c: Context<Page>, patronId: PatronId, asked: AskedDocument): Promise<PaiaDocument> {
  const { library, t } = c.var
  const uri = uriOf(asked)
  if (!uri || !('bibId' in uri)) return failed(asked, t.machines.hold.unknownItem)
  const { places, pickup, contact, contacts } = await myChoices(library, patronId)
  const all = places.flatMap(group => group.places)
  const confirmed = confirmedPlace(asked.confirm)
  const chosen = confirmed === undefined ? pickup : confirmed
  if (!chosen || !all.some(place => pickupKey(place.at) === pickupKey(chosen))) {
    const option = all.map(place => ({ id: `${originOf(c)}/#${pickupKey(place.at)}`, about: place.name }))
    const settings = {
      multiple: false,
      option,
      ...(pickup ? { default: [`${originOf(c)}/#${pickupKey(pickup)}`] } : {}),
    }
    return failed(asked, t.machines.hold.pickup, { condition: { [storageCondition]: settings } })
  }
  const placed = await placeHolds(library, patronId, {
    id: OrderId(randomUUID()),
    kind: 'ordinary',
    channel: 'web',
    bibIds: [uri.bibId],
    pickup: chosen,
    contact: contact ?? (contacts.offered.includes('mail') ? 'mail' : 'self'),
    confirmByMail: false,
  })
  if (!placed.ok) return failed(asked, orderWords(t.machines, placed.refusal))
  const hold = (await myHolds(library, patronId)).find(one => placed.value.holdIds.includes(one.id))
  return (hold && holdDocument(originOf(c), hold)) ?? failed(asked, t.machines.hold.notFound)
}

const isLoan = (loan: MyLoan, meant: Meant) =>
  'bibId' in meant
    ? loan.bibId === meant.bibId && (meant.barcode === null || loan.barcode === meant.barcode)
    : 'barcode' in meant && loan.barcode === meant.barcode

const isHold = (hold: MyHold, meant: Meant) =>
  'bibId' in meant ? hold.bibId === meant.bibId : 'holdId' in meant && hold.id === meant.holdId

/** undefined: nothing was confirmed; null: something that is no place. */
function confirmedPlace(confirm: unknown): PickupLocation | null | undefined {
  if (confirm === undefined || confirm === null || typeof confirm !== 'object') return undefined
  const chosen: unknown = (confirm as Record<string, unknown>)[storageCondition]
  if (chosen === undefined) return undefined
  const [id, more]: unknown[] = Array.isArray(chosen) ? chosen : [chosen]
  return typeof id === 'string' && more === undefined ? readPickupKey(id.replace(/^.*#/, '')) : null
}

export async function renewOne(c: Context<Page>, patronId: PatronId, asked: AskedDocument): Promise<PaiaDocument> {
  const { library, t } = c.var
  const uri = uriOf(asked)
  const loan = uri && (await loansOfPatron(library, patronId)).find(one => isLoan(one, uri))
  if (!loan) return failed(asked, t.machines.renew.notFound)
  const renewed = await renew(library, { is: 'patron', patronId }, loan.id)
  if (!renewed.ok) return { ...loanDocument(originOf(c), loan), error: renewalWords(t.machines, renewed.refusal) }
  const after = (await loansOfPatron(library, patronId)).find(one => one.id === loan.id)
  return loanDocument(originOf(c), after ?? { ...loan, dueOn: renewed.value.dueOn })
}

/** Applies for the cancellation, which the night takes in (M38); what is ready is cancelled at the counter (M40). */
export async function cancel(c: Context<Page>, patronId: PatronId, asked: AskedDocument): Promise<PaiaDocument> {
  const { library, t } = c.var
  const uri = uriOf(asked)
  const hold = uri && (await myHolds(library, patronId)).find(one => one.closed === null && isHold(one, uri))
  if (!hold) return failed(asked, t.machines.hold.notFound)
  const applied = await applyCancellation(library, patronId, hold.id)
  if (applied.ok) return { status: 0, ...holdName(originOf(c), hold), about: hold.title, cancancel: false }
  const error = applied.refusal.why === 'ready' ? t.machines.hold.ready : t.machines.hold.notFound
  return { ...(holdDocument(originOf(c), hold) ?? failed(asked, error)), error }
}

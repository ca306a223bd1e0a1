import type { Context } from 'hono'
import { z } from 'zod'
import { type PickupLocation, pickupKey, readPickupKey } from '#branches/rules/pickup-location.ts'
import { type Contact, contacts } from '#holds/rules/hold.ts'
import { BibId } from '#ids.ts'
import { type ReadForm, readForm, readQuery } from '#web/forms.ts'
import type { Page } from '#web/page.ts'
import { paths, withQuery } from '#web/paths.ts'

/** What the basket's form asks for, as far as it was filled in: it travels from page to page in the query. */
export type OrderWish = {
  kind: 'ordinary' | 'series'
  /** The form asks for a kind that there is not, or for none: then `kind` is nobody's wish, and nothing is ordered. */
  kindUnknown?: boolean
  bibIds: BibId[]
  pickup: PickupLocation | null
  contact: Contact | null
  confirmByMail: boolean
  /** The first day on which it can be fetched, as it was typed; '' for at once. */
  startsOn: string
  /** The last day on which it is of use, as it was typed; '' for whenever it comes. */
  notNeededAfter: string
  /** いずれか予約: so many of the titles are enough; null: all; 0: what was sent is no number, and the rule refuses it. */
  enough: number | null
}

/** More than fits any basket; a longer list is not read to its end. */
const bibsMax = 1000

const bibIds = z
  .array(z.string())
  .default([])
  .transform(texts => [
    ...new Set(
      texts
        .slice(0, bibsMax)
        .filter(text => /^[1-9]\d{0,14}$/.test(text))
        .map(text => BibId(Number(text))),
    ),
  ])

/** As it was typed, so that it can stand in the form again. */
const typedDay = z
  .string()
  .catch('')
  .transform(text => text.trim().slice(0, 40))

/** What cannot be read counts as not chosen: the patron is asked again, and nothing breaks. */
const wishFields = z.object({
  kind: z.enum(['ordinary', 'series']).nullable().catch(null),
  bib: bibIds,
  pickup: z.string().catch('').transform(readPickupKey),
  contact: z.enum(contacts).nullable().catch(null),
  mail: z.string().optional(),
  from: typedDay,
  until: typedDay,
  enough: z
    .string()
    .catch('')
    .transform(text => (text === '' ? null : /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 0)),
})

const nothing: OrderWish = {
  kind: 'ordinary',
  bibIds: [],
  pickup: null,
  contact: null,
  confirmByMail: false,
  startsOn: '',
  notNeededAfter: '',
  enough: null,
}

export const readOrderQuery = (c: Context<Page>): OrderWish => toWish(readQuery(c, wishFields))

export const readOrderForm = (c: Context<Page>): OrderWish => toWish(readForm(c, wishFields))

const numbersQuery = z.object({ at: z.array(z.string()).default([]) })

/** The numbers that were typed for the titles of a series, in their order; none where nobody has. */
export function readNumbers(c: Context<Page>): string[] {
  const read = readQuery(c, numbersQuery)
  return read.ok ? read.values.at.slice(0, bibsMax) : []
}

const titlesForm = z.object({ bib: bibIds })

/** The ticked titles of a form. */
export function readBibIds(c: Context<Page>): BibId[] {
  const read = readForm(c, titlesForm)
  return read.ok ? read.values.bib : []
}

function toWish(read: ReadForm<z.output<typeof wishFields>>): OrderWish {
  if (!read.ok) return nothing
  const { kind, bib, pickup, contact, mail, from, until, enough } = read.values
  const days = { startsOn: from, notNeededAfter: until }
  const wish = { bibIds: bib, pickup, contact, confirmByMail: mail !== undefined, ...days, enough }
  return kind === null ? { ...wish, kind: 'ordinary', kindUnknown: true } : { ...wish, kind }
}

const wishQuery = (wish: OrderWish) => ({
  kind: wish.kind,
  bib: wish.bibIds.map(String),
  pickup: wish.pickup && pickupKey(wish.pickup),
  contact: wish.contact,
  mail: wish.confirmByMail ? '1' : null,
  from: wish.startsOn,
  until: wish.notNeededAfter,
  enough: wish.enough,
})

/** The same but the titles, as hidden fields of the form that puts them in another order. */
export const orderFields = ({
  kind,
  pickup,
  contact,
  confirmByMail,
  startsOn,
  notNeededAfter,
}: OrderWish): Record<string, string> => ({
  kind,
  ...(pickup ? { pickup: pickupKey(pickup) } : {}),
  ...(contact ? { contact } : {}),
  ...(confirmByMail ? { mail: '1' } : {}),
  ...(startsOn ? { from: startsOn } : {}),
  ...(notNeededAfter ? { until: notNeededAfter } : {}),
})

/** 予約内容確認 of this wish. */
export const newOrderPath = (wish: OrderWish): string => withQuery(paths.newOrder, { ...wishQuery(wish), ordered: '1' })

/** The basket, filled in as it was: the way back that keeps all. */
export const basketPath = (wish: OrderWish): string => withQuery(paths.basket, { ...wishQuery(wish), back: '1' })

/** The same wish with one title moved up or down. */
export function moved(wish: OrderWish, bibId: BibId, by: -1 | 1): OrderWish {
  const bibIds = [...wish.bibIds]
  const from = bibIds.indexOf(bibId)
  const to = from + by
  if (from < 0 || to < 0 || to >= bibIds.length) return wish
  bibIds[from] = bibIds[to]!
  bibIds[to] = bibId
  return { ...wish, bibIds }
}

/**
 * The same wish with every title at the number that was typed for it; those that nobody has touched make room. Null
 * where a number is none of theirs.
 * @param typed one a title, in the order of the titles
 */
export function renumbered(wish: OrderWish, typed: readonly string[]): OrderWish | null {
  const places = wish.bibIds.map((bibId, at) => {
    const place = (typed[at] ?? '').normalize('NFKC').trim()
    const isPlace = /^[1-9]\d{0,3}$/.test(place) && Number(place) <= wish.bibIds.length
    return isPlace ? { bibId, place: Number(place), by: Math.sign(Number(place) - at - 1) } : null
  })
  if (!places.every(one => one !== null)) return null
  const keyOf = ({ place, by }: { place: number; by: number }) => place + by / 2
  const sorted = places.toSorted((one, other) => keyOf(one) - keyOf(other) || one.place - other.place)
  return { ...wish, bibIds: sorted.map(({ bibId }) => bibId) }
}

export const without = (wish: OrderWish, bibId: BibId): OrderWish => ({
  ...wish,
  bibIds: wish.bibIds.filter(id => id !== bibId),
})

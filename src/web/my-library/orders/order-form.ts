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

/** What cannot be read counts as not chosen: the patron is asked again, and nothing breaks. */
const wishFields = z.object({
  kind: z.enum(['ordinary', 'series']).nullable().catch(null),
  bib: bibIds,
  pickup: z.string().catch('').transform(readPickupKey),
  contact: z.enum(contacts).nullable().catch(null),
  mail: z.string().optional(),
  from: z
    .string()
    .catch('')
    .transform(text => text.trim().slice(0, 40)),
})

const nothing: OrderWish = {
  kind: 'ordinary',
  bibIds: [],
  pickup: null,
  contact: null,
  confirmByMail: false,
  startsOn: '',
}

export const readOrderQuery = (c: Context<Page>): OrderWish => toWish(readQuery(c, wishFields))

export const readOrderForm = (c: Context<Page>): OrderWish => toWish(readForm(c, wishFields))

/** The ticked titles of a form. */
export function readBibIds(c: Context<Page>): BibId[] {
  const read = readForm(c, z.object({ bib: bibIds }))
  return read.ok ? read.values.bib : []
}

function toWish(read: ReadForm<z.output<typeof wishFields>>): OrderWish {
  if (!read.ok) return nothing
  const { kind, bib, pickup, contact, mail, from } = read.values
  const wish = { bibIds: bib, pickup, contact, confirmByMail: mail !== undefined, startsOn: from }
  return kind === null ? { ...wish, kind: 'ordinary', kindUnknown: true } : { ...wish, kind }
}

const wishQuery = (wish: OrderWish) => ({
  kind: wish.kind,
  bib: wish.bibIds.map(String),
  pickup: wish.pickup && pickupKey(wish.pickup),
  contact: wish.contact,
  mail: wish.confirmByMail ? '1' : null,
  from: wish.startsOn,
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

export const without = (wish: OrderWish, bibId: BibId): OrderWish => ({
  ...wish,
  bibIds: wish.bibIds.filter(id => id !== bibId),
})

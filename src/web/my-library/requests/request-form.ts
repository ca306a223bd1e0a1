import type { Context } from 'hono'
import { z } from 'zod'
import { type PickupLocation, readPickupKey } from '#branches/rules/pickup-location.ts'
import { readIsbn } from '#catalogue/rules/isbn.ts'
import { contacts } from '#holds/rules/hold.ts'
import { RequestId } from '#ids.ts'
import type { RequestWish } from '#requests/rules/request.ts'
import { type ReadForm, readQuery, readTyped, text } from '#web/forms.ts'
import type { Page } from '#web/page.ts'

/** What the form holds, as it is typed. */
export type TypedRequest = Partial<Record<'title' | 'author' | 'publisher' | 'published' | 'isbn' | 'note', string>>

const optional = (max: number) =>
  z
    .string()
    .default('')
    .transform(typed => typed.trim())
    .pipe(z.string().max(max, 'tooLong'))
    .transform(typed => (typed === '' ? null : typed))

const fields = z.object({
  id: z.uuid(),
  title: text(300),
  author: optional(200),
  publisher: optional(200),
  published: optional(40),
  isbn: optional(40).refine(typed => typed === null || readIsbn(typed) !== null, 'isbnInvalid'),
  note: optional(500),
  pickup: z
    .string()
    .transform(readPickupKey)
    .pipe(z.custom<PickupLocation>(at => at !== null)),
  contact: z.enum(contacts),
})

type Fields = z.output<typeof fields>

/** A posted request; the number on the book as 13 plain digits. */
export const readRequestForm = (c: Context<Page>): ReadForm<Fields> => readTyped(c, fields)

export const toWish = ({ id, isbn, ...wish }: Fields): RequestWish => ({
  ...wish,
  id: RequestId(id),
  isbn: isbn === null ? null : (readIsbn(isbn)?.isbn13 ?? null),
})

/** What a search that found nothing, or a number that is not held, fills in. */
export function readPrefilled(c: Context<Page>): TypedRequest {
  const prefilled = z.object({
    title: z.string().max(300).optional().catch(undefined),
    author: z.string().max(200).optional().catch(undefined),
    isbn: z.string().max(40).optional().catch(undefined),
  })
  const read = readQuery(c, prefilled)
  if (!read.ok) return {}
  return Object.fromEntries(Object.entries(read.values).filter(([, value]) => value !== undefined))
}

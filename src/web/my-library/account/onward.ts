import { z } from 'zod'
import { BibId } from '#ids.ts'
import { isKnownPath } from '#web/path-table.ts'

/** So many books go into the basket with one press. */
export const addedTogetherMax = 30

/** Several bibs in one parameter of an address: '12,13,14'. */
export const bibList = z
  .string()
  .regex(/^[1-9]\d{0,14}(,[1-9]\d{0,14})*$/)
  .transform(list => [...new Set(list.split(',').map(Number))].map(BibId))
  .pipe(z.array(z.custom<BibId>()).max(addedTogetherMax))

/** A search on its way into the saved ones is no longer than this: it must fit into an address. */
export const savedLengthMax = 2_100

/**
 * Where the patron was going when a login was needed: a page of ours, books on their way into the basket (M17, M18), a
 * search to be saved, as the query of its URL, or what they had typed in a form (typed-before.tsx).
 */
export const onward = {
  next: z.string().refine(isKnownPath).optional().catch(undefined),
  add: bibList.optional().catch(undefined),
  save: z.string().max(savedLengthMax).optional().catch(undefined),
  typed: z.string().optional().catch(undefined),
}

export type Onward = {
  next?: string | undefined
  add?: BibId[] | undefined
  save?: string | undefined
  typed?: string | undefined
}

/** The same as parameters of an address: what was typed never stands in one. */
export const onwardFields = ({ next, add, save }: Onward) => ({ next, add: add?.join(','), save })

import { z } from 'zod'
import { isKnownPath } from '../paths.ts'

/** Where the patron was going when a login was needed: a page of ours, or a book on its way into the basket (M17, M18). */
export const onward = {
  next: z.string().refine(isKnownPath).optional().catch(undefined),
  add: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
}

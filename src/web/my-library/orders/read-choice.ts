import type { Context } from 'hono'
import { z } from 'zod'
import { type PickupLocation, readPickupKey } from '#branches/rules/pickup-location.ts'
import { type Contact, contacts } from '#holds/rules/hold.ts'
import { readForm } from '#web/forms.ts'
import type { Page } from '#web/page.ts'

/** The place and the contact that somebody chose; null: none that can be read. */
export type Choice = { pickup: PickupLocation | null; contact: Contact | null }

const fields = z.object({
  pickup: z.string().catch('').transform(readPickupKey),
  contact: z.enum(contacts).nullable().catch(null),
  clear: z.literal('yes').optional().catch(undefined),
})

/** Reads what of place and contact was chosen, to be kept or to be chosen again. */
export function readChoice(c: Context<Page>): Choice {
  const { pickup, contact } = readAll(c)
  return { pickup, contact }
}

/** The same for who says what is usual; null: nothing is, from now on. */
export function readUsual(c: Context<Page>): Choice | null {
  const { clear, ...choice } = readAll(c)
  return clear ? null : choice
}

function readAll(c: Context<Page>) {
  const form = readForm(c, fields)
  return form.ok ? form.values : { pickup: null, contact: null, clear: undefined }
}

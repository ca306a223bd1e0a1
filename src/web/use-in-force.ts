import type { Context } from 'hono'
import { libraryAt } from '#in-force.ts'
import type { Page } from './page.ts'
import { todayInForce } from './today.ts'

/**
 * From here on the page says and asks of places, calendar and rules what is in force.
 * @param version as it was read with the session
 */
export async function useInForce(c: Context<Page>, version: number): Promise<void> {
  const library = await libraryAt(c.var.library, version)
  if (library === c.var.library) return
  c.set('library', library)
  c.set('today', await todayInForce(library, c.get('language')))
}

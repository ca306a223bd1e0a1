import type { Context } from 'hono'
import type { Page } from '../page.ts'
import { paths } from '../paths.ts'

/** Where a patron goes once signed in: with a book in hand into the basket (M17), else where they wanted to go. */
export async function goOn(
  _c: Context<Page>,
  _patronId: number,
  { next, add }: { next?: string | undefined; add?: number | undefined },
): Promise<string> {
  if (add !== undefined) return paths.basket
  return next ?? paths.myLibrary
}

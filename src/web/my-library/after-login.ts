import type { Context } from 'hono'
import { addToBasket } from '#holds/add-to-basket.ts'
import type { Page } from '../page.ts'
import { paths, withQuery } from '../paths.ts'

/** Where a patron goes once signed in: with a book in hand into the basket (M17), else where they wanted to go. */
export async function goOn(
  c: Context<Page>,
  patronId: number,
  { next, add }: { next?: string | undefined; add?: number | undefined },
): Promise<string> {
  if (add === undefined) return next ?? paths.myLibrary
  const added = await addToBasket(c.var.library, patronId, add)
  return withQuery(paths.basket, added.ok ? { added: add } : { notAdded: add })
}

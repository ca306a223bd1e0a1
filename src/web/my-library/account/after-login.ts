import type { Context } from 'hono'
import { addToBasket } from '#holds/basket/add-to-basket.ts'
import { addVolumesToBasket } from '#holds/basket/add-volumes-to-basket.ts'
import type { BibId, PatronId } from '#ids.ts'
import { keepSearch } from '#saved-searches/keep-search.ts'
import type { Page } from '#web/page.ts'
import { toDone } from '#web/parts/form.tsx'
import { paths, withQuery } from '#web/paths.ts'
import type { Onward } from './onward.ts'

/**
 * Where a patron goes once signed in: with books in hand into the basket (M17), with a search to their saved ones, else
 * where they wanted to go.
 */
export async function goOn(c: Context<Page>, patronId: PatronId, { next, add = [], save }: Onward): Promise<string> {
  const [first] = add
  if (first === undefined) return save ? withSearch(c, patronId, save) : (next ?? paths.myLibrary)
  if (add.length > 1) return withVolumes(c, patronId, add)
  const added = await addToBasket(c.var.library, patronId, first)
  return added.ok ? toDone(withQuery(paths.basket, { added: first })) : withQuery(paths.basket, { notAdded: first })
}

/** Saves the search that was brought along; the list then says so, or why not. */
async function withSearch(c: Context<Page>, patronId: PatronId, query: string): Promise<string> {
  const saved = await keepSearch(c.var.library, patronId, query)
  return saved.ok
    ? toDone(withQuery(paths.savedSearches, { [saved.value.told ? 'told' : 'saved']: saved.value.id }))
    : withQuery(paths.savedSearches, { notSaved: query })
}

/** Puts several volumes into the basket; its page then says which lie in it and which do not. */
export async function withVolumes(c: Context<Page>, patronId: PatronId, bibIds: readonly BibId[]): Promise<string> {
  const { added, notAdded } = await addVolumesToBasket(c.var.library, patronId, bibIds)
  return toDone(withQuery(paths.basket, { volumes: added.join(','), notAdded: notAdded.join(',') }))
}

import type { Context } from 'hono'
import { z } from 'zod'
import { readSearch } from '#catalogue/rules/search/search-state.ts'
import { SavedSearchId } from '#ids.ts'
import { myAccount } from '#patrons/my-account.ts'
import { type MySavedSearch, mySavedSearch, mySavedSearches } from '#saved-searches/my-saved-searches.ts'
import { openSavedSearch } from '#saved-searches/open-saved-search.ts'
import { removeSavedSearch } from '#saved-searches/remove-saved-search.ts'
import { renameSavedSearch } from '#saved-searches/rename-saved-search.ts'
import { reviewSearch } from '#saved-searches/review-search.ts'
import type { NameRefusal } from '#saved-searches/rules/name.ts'
import { wishForMail } from '#saved-searches/wish-for-mail.ts'
import { idIn, readForm, readNumber, readQuery, readTypedText } from '#web/forms.ts'
import { searchUrl } from '#web/opac/search/search-url.ts'
import { ownWordsOf } from '#web/opac/search/search-words.ts'
import { type Page, pages, show } from '#web/page.ts'
import { toDone } from '#web/parts/form.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { onward } from '../account/onward.ts'
import { EditSearchPage, RemoveSearchPage } from './saved-search-page.tsx'
import { type Said, SavedSearchesPage } from './saved-searches-page.tsx'

const number = () => z.string().transform(readNumber).catch(0)
const upToForm = z.object({ upTo: z.string() })
const wishedForm = z.object({ wished: z.enum(['yes', 'no']) })

/** 保存した検索. An address that is only opened changes nothing; what was seen is noted by a button. */
export const savedSearchPages = pages()
  .get(paths.savedSearches, async c => showSavedSearches(c, await saidBefore(c)))

  .post(paths.savedSearchOpen(':id'), async c => {
    const read = readForm(c, upToForm)
    const upTo = readNumber(read.ok ? read.values.upTo : undefined)
    const opened = await openSavedSearch(c.var.library, patronOf(c).patronId, idOf(c), upTo)
    return opened.ok ? c.redirect(searchUrl(paths.search, opened.value), 303) : c.notFound()
  })
  .get(paths.savedSearchOpen(':id'), c => c.redirect(paths.savedSearches, 303))

  .get(paths.savedSearch(':id'), async c => {
    const search = await mine(c)
    if (!search) return c.notFound()
    return showOne(c, search, search.name ?? ownWordsOf(c, search.state))
  })
  .post(paths.savedSearch(':id'), async c => {
    const search = await mine(c)
    if (!search) return c.notFound()
    const { typed, is } = readTypedText(c, 'name')
    if (is === 'again') return showOne(c, search, typed)
    if (is !== 'sent') return showOne(c, search, typed, is === 'missing' ? 'missing' : 'unreadable')
    const ownWords = ownWordsOf(c, search.state)
    const renamed = await renameSavedSearch(c.var.library, patronOf(c).patronId, search.id, typed, ownWords)
    if (renamed.ok) return c.redirect(toDone(withQuery(paths.savedSearches, { renamed: search.id })), 303)
    return renamed.refusal.why === 'notFound' ? c.notFound() : showOne(c, search, typed, renamed.refusal.why)
  })

  .post(paths.savedSearchMail(':id'), async c => {
    const read = readForm(c, wishedForm)
    if (!read.ok) return c.redirect(paths.savedSearches, 303)
    const isWished = read.values.wished === 'yes'
    const id = idOf(c)
    const noted = await wishForMail(c.var.library, patronOf(c).patronId, id, isWished)
    if (!noted.ok) return c.notFound()
    return c.redirect(toDone(withQuery(paths.savedSearches, { [isWished ? 'mailStarted' : 'mailStopped']: id })), 303)
  })
  .get(paths.savedSearchMail(':id'), c => c.redirect(paths.savedSearches, 303))

  .get(paths.savedSearchRemove(':id'), async c => {
    const search = await mine(c)
    return search ? show(c, <RemoveSearchPage c={c} search={search} />) : c.notFound()
  })
  .post(paths.savedSearchRemove(':id'), async c => {
    const removed = await removeSavedSearch(c.var.library, patronOf(c).patronId, idOf(c))
    return removed.ok ? c.redirect(toDone(withQuery(paths.savedSearches, { removed: 1 })), 303) : c.notFound()
  })

const idOf = (c: Context<Page>): SavedSearchId => idIn(c, SavedSearchId)

/** The search of this address, if it is the patron's; anybody else's is not there. */
const mine = (c: Context<Page>): Promise<Omit<MySavedSearch, 'found'> | null> =>
  mySavedSearch(c.var.library, patronOf(c).patronId, idOf(c))

/** The page of one search, with what was typed there. */
async function showOne(
  c: Context<Page>,
  search: Omit<MySavedSearch, 'found'>,
  typed: string,
  error?: NameRefusal['why'] | 'unreadable',
) {
  const account = await myAccount(c.var.library, patronOf(c).patronId)
  const ownWords = ownWordsOf(c, search.state)
  const view = { search, account, ownWords, typed, ...(error ? { error } : {}) }
  return show(c, <EditSearchPage c={c} {...view} />, error ? 422 : 200)
}

/** The list, with its counts of this moment, and what was done just now. */
export async function showSavedSearches(c: Context<Page>, said: Said | null) {
  const { library } = c.var
  const { patronId } = patronOf(c)
  const [searches, account] = await Promise.all([mySavedSearches(library, patronId), myAccount(library, patronId)])
  const view = { searches, said, account }
  return show(c, <SavedSearchesPage c={c} {...view} />, said?.is === 'refused' ? 409 : 200)
}

const savedQuery = z.object({
  saved: number(),
  told: number(),
  renamed: number(),
  mailStarted: number(),
  mailStopped: number(),
  removed: z.literal('1').optional().catch(undefined),
  notSaved: onward.save,
})

/**
 * What the address says was done. A refusal on the way of a login is found again, and has gone when there is room by
 * now.
 */
async function saidBefore(c: Context<Page>): Promise<Said | null> {
  const { library } = c.var
  const { patronId } = patronOf(c)
  const read = readQuery(c, savedQuery)
  if (!read.ok) return null
  const { removed, notSaved, ...ids } = read.values
  for (const is of ['saved', 'told', 'renamed', 'mailStarted', 'mailStopped'] as const)
    if (ids[is] > 0) return { is, id: ids[is] }
  if (removed) return { is: 'removed' }
  if (!notSaved) return null
  const state = readSearch(new URLSearchParams(notSaved))
  const { savedAs, refusal } = await reviewSearch(library, patronId, state)
  if (savedAs !== null) return { is: 'saved', id: savedAs }
  return refusal && { is: 'refused', refusal, state }
}

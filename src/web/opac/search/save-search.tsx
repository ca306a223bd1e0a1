import type { Context } from 'hono'
import { z } from 'zod'
import { asksNothing, readSearch, type SearchState } from '#catalogue/rules/search/search-state.ts'
import { offers } from '#policy.ts'
import { canonicalQuery } from '#saved-searches/canonical.ts'
import { keepSearch, queryToKeep } from '#saved-searches/keep-search.ts'
import { reviewSearch } from '#saved-searches/review-search.ts'
import { readForm } from '#web/forms.ts'
import { savedLengthMax } from '#web/my-library/account/onward.ts'
import { showSavedSearches } from '#web/my-library/saved-searches/saved-searches.tsx'
import { type Page, pages, show } from '#web/page.ts'
import { PostForm, Submit, toDone } from '#web/parts/form.tsx'
import { MessagePage } from '#web/parts/message.tsx'
import { paths, withQuery } from '#web/paths.ts'

const searchForm = z.object({ search: z.string(), tell: z.literal('1').optional().catch(undefined) })

export const saveSearchPages = pages()
  // 「この検索を保存」. Not logged in, the search goes along through the 認証ページ, as a book does.
  .post(paths.saveSearch, async c => {
    const { library, visitor, t } = c.var
    const read = readForm(c, searchForm)
    const query = read.ok ? queryToKeep(read.values.search, read.values.tell === '1') : ''
    const state = readSearch(new URLSearchParams(query))
    if (asksNothing(state)) return c.redirect(paths.search, 303)
    if (visitor.is === 'anonymous' || visitor.mustChangePassword) {
      const { tooMuchAsked, tooMuchAskedNext } = t.savedSearches.refusal
      if (query.length > savedLengthMax)
        return show(c, <MessagePage c={c} title={tooMuchAsked} body={tooMuchAskedNext} />, 409)
      return c.redirect(withQuery(visitor.is === 'anonymous' ? paths.login : paths.password, { save: query }), 303)
    }
    if (visitor.actingFor !== null) return c.redirect(paths.family, 303)
    const saved = await keepSearch(library, visitor.patronId, query)
    if (saved.ok) {
      const { id, told } = saved.value
      return c.redirect(toDone(withQuery(paths.savedSearches, { [told ? 'told' : 'saved']: id })), 303)
    }
    return showSavedSearches(c, { is: 'refused', refusal: saved.refusal, state })
  })
  // A reloaded or bookmarked address of the button leads to the list.
  .get(paths.saveSearch, c => c.redirect(paths.savedSearches, 303))

type SaveProps = {
  c: Context<Page>
  state: SearchState
  why?: boolean
  /** The same in other words, with the news of it told by mail. */
  tell?: { words: string; already: string } | null
}

/** The button, calm beside the results; where the search is saved already, the way to the list. */
export async function SaveSearch({ c, state, why = false, tell = null }: SaveProps) {
  const { library, visitor, t } = c.var
  const words = t.savedSearches
  if (!offers(library.policy, 'savedSearches')) return null
  if (visitor.is === 'patron' && (visitor.actingFor !== null || visitor.veiledUntil !== null)) return null
  const isSaved =
    visitor.is === 'patron' &&
    !visitor.mustChangePassword &&
    (await reviewSearch(library, visitor.patronId, state)).savedAs !== null
  if (isSaved)
    return (
      <p class="soft screen-only">
        {tell?.already ?? words.already} <a href={paths.savedSearches}>{words.toList}</a>
      </p>
    )
  return (
    <PostForm c={c} action={paths.saveSearch} class="save-search screen-only">
      <input type="hidden" name="search" value={canonicalQuery(state)} />
      {tell ? <input type="hidden" name="tell" value="1" /> : null}
      <Submit look="quiet">{tell?.words ?? words.save}</Submit>
      {why ? <small>{words.saveWhy}</small> : null}
    </PostForm>
  )
}

/**
 * A search with one answer leads to its record, and can be saved there: what was asked goes along when the words in the
 * box alone would not say it.
 */
export const savable = (state: SearchState): { search?: string } =>
  state.fields.length === 0 && state.not === '' ? {} : { search: canonicalQuery(state) }

/** The search that led to a record, by the parameters of its address. */
export function searchThatLedHere(c: Context<Page>): SearchState | null {
  const { q = '', search } = c.req.query()
  const state = readSearch(search === undefined ? new URLSearchParams({ q }) : new URLSearchParams(search))
  return asksNothing(state) ? null : state
}

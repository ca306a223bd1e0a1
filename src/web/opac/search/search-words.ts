import type { Context } from 'hono'
import type { SearchState } from '#catalogue/rules/search/search-state.ts'
import { askedInWords, ownWords, ticksInWords } from '#text/search-words.ts'
import type { Page } from '#web/page.ts'

/** What was asked, in words, for the heading. */
export const askedOf = (c: Context<Page>, state: SearchState): string => askedInWords(c.var.t, state)

/** Everything that is ticked under しぼりこみ, in words. */
export const narrowedTo = (c: Context<Page>, state: SearchState): string =>
  ticksInWords(c.var.t, c.var.today.branches, state)

/** By which words a search is called as long as nobody gave it a name. */
export const ownWordsOf = (c: Context<Page>, state: SearchState): string =>
  ownWords(c.var.t, c.var.today.branches, state)

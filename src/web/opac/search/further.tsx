import type { Context } from 'hono'
import { furtherMax, narrowFurther } from '#catalogue/beside/narrow-further.ts'
import { type Further, type FurtherGroup, furtherGroups } from '#catalogue/rules/search/further.ts'
import {
  asksNothing,
  isTooLong,
  isWidening,
  limits,
  readSearch,
  type SearchState,
} from '#catalogue/rules/search/search-state.ts'
import { tooLong, toRequest } from '#catalogue/search-request.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import { searchUrl } from './search-url.ts'

/** さらにしぼりこむ: languages, subjects, series and publishers of what was found, each leading back to fewer hits. */
export const furtherPages = pages().get(paths.furtherSearch, async c => {
  const { t, library } = c.var
  const state = readSearch(new URL(c.req.url).searchParams)
  if (asksNothing(state)) return c.redirect(paths.search, 302)
  const found = isTooLong(state) ? tooLong : await narrowFurther(library, toRequest(state))
  // The page of results says what cannot be searched.
  if (!found.ok) return c.redirect(searchUrl(paths.search, state), 302)
  const { total, further } = found.value
  const groups = further === null ? [] : groupsOf(further, state)
  const words = t.search.further
  return show(
    c,
    <Layout c={c} title={words.title} query={state.q} robots="noindex">
      <div class="stack">
        <h1>{words.title}</h1>
        <p>
          <a href={searchUrl(paths.search, state)} rel="nofollow">
            {words.back}
          </a>
        </p>
        {further === null ? (
          <p class="note">{words.tooMany(furtherMax)}</p>
        ) : (
          <p>{groups.length === 0 ? words.none : words.lead(total)}</p>
        )}
        {groups.map(([group, counts]) => (
          <section class="stack tight">
            <h2>{words.groups[group]}</h2>
            <ul class="chips">
              {counts.map(({ value, count }) => (
                <li>
                  <a href={searchUrl(paths.search, state, narrowedTo(group, value, state))} rel="nofollow">
                    <Value c={c} group={group} value={value} /> <small>{t.search.filters.count(count)}</small>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Layout>,
  )
})

/** Those that can still be chosen, and are not too long to be asked for. */
const groupsOf = (further: Further, state: SearchState) =>
  furtherGroups
    .filter(group => !isChosen(group, state))
    .map(group => [group, further[group].filter(({ value }) => value.length <= limits.valueCharacters)] as const)
    .filter(([, counts]) => counts.length > 0)

function isChosen(group: FurtherGroup, state: SearchState): boolean {
  const { language, subject, fields } = state
  // These two are rows of the advanced form: there is one of each, and one of several that widen narrows nothing.
  const isTaken = (name: 'series' | 'publisher') =>
    isWidening(state) || fields.some(({ field, how, join }) => field === name && (how === 'exact' || join === 'not'))
  switch (group) {
    case 'languages':
      return language !== ''
    case 'subjects':
      return subject !== ''
    case 'series':
      return isTaken('series')
    case 'publishers':
      return isTaken('publisher')
    default:
      return group satisfies never
  }
}

/** Names of the catalogue are Japanese whatever language the page has; those of languages are in the page's. */
const Value = ({ c, group, value }: { c: Context<Page>; group: FurtherGroup; value: string }) =>
  group === 'languages' ? <span>{c.var.t.search.languageName(value)}</span> : <span lang="ja">{value}</span>

function narrowedTo(group: FurtherGroup, value: string, { fields }: SearchState): Partial<SearchState> {
  const exactly = (field: 'series' | 'publisher') => ({
    fields: [
      ...fields.filter(other => other.field !== field),
      { field, text: value, how: 'exact' as const, join: 'and' as const },
    ],
  })
  switch (group) {
    case 'languages':
      return { language: value }
    case 'subjects':
      return { subject: value }
    case 'series':
      return exactly('series')
    case 'publishers':
      return exactly('publisher')
    default:
      return group satisfies never
  }
}

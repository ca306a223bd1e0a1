import type { Context } from 'hono'
import { limits, type SearchState } from '#catalogue/rules/search/search-state.ts'
import type { MyAccount } from '#patrons/account.ts'
import type { MySavedSearch } from '#saved-searches/my-saved-searches.ts'
import type { SaveRefusal } from '#saved-searches/rules/saving.ts'
import { searchFeed, searchUrl } from '#web/opac/search/search-url.ts'
import { askedOf, narrowedTo, ownWordsOf } from '#web/opac/search/search-words.ts'
import type { Page } from '#web/page.ts'
import { Done, PostForm } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import { EmptyState } from '../empty-state.tsx'
import { MyHead } from '../frame.tsx'
import { MailsStopped } from '../mails-stopped.tsx'
import { RefusalNote } from '../refusal.tsx'

/** What was done just now, of which the list speaks; or why it could not be done. */
export type Said =
  | { is: 'saved' | 'told'; id: number }
  | { is: 'renamed' | 'mailStarted' | 'mailStopped'; id: number }
  | { is: 'removed' }
  | { is: 'refused'; refusal: SaveRefusal; state: SearchState }

type ListProps = {
  c: Context<Page>
  searches: MySavedSearch[]
  said: Said | null
  account: MyAccount
}

/** From here on nobody counts: 「50件以上」. */
const arrivedToldMax = 50

/** 保存した検索: what a patron looks for again and again, and what has come in since they last looked. */
export function SavedSearchesPage({ c, searches, said, account }: ListProps) {
  const { t, library } = c.var
  const words = t.savedSearches
  return (
    <Layout c={c} title={words.title}>
      <MyHead t={t} here={words.title} />
      {said ? <JustDone c={c} searches={searches} said={said} account={account} /> : null}
      {searches.length === 0 ? (
        <EmptyState title={words.emptyTitle} body={words.emptyBody}>
          <a class="button" href={paths.search}>
            {t.myLibrary.basketPage.search}
          </a>
          <a class="button" href={paths.advancedSearch}>
            {t.search.advanced.title}
          </a>
        </EmptyState>
      ) : (
        <>
          <p class="soft">{words.lead(searches.length, library.policy.savedSearches.max)}</p>
          <ul class="saved">
            {searches.map(search => (
              <OneSearch c={c} search={search} account={account} />
            ))}
          </ul>
        </>
      )}
    </Layout>
  )
}

function JustDone({ c, searches, said, account }: Omit<ListProps, 'said'> & { said: Said }) {
  const words = c.var.t.savedSearches
  switch (said.is) {
    case 'saved':
    case 'told': {
      const search = searches.find(({ id }) => id === said.id)
      return search ? (
        <Done>
          <b>{words.saved(nameOf(c, search))}</b>
          <br />
          {said.is === 'told' && account.mail ? words.toldWhy : words.savedWhy}
          <br />
          <a href={searchUrl(paths.search, search.state)}>{words.toResults}</a>
        </Done>
      ) : null
    }
    case 'renamed':
    case 'mailStarted':
    case 'mailStopped': {
      const search = searches.find(({ id }) => id === said.id)
      return search ? (
        <Done>
          {{ renamed: words.renamed, mailStarted: words.mail.started, mailStopped: words.mail.stopped }[said.is](
            nameOf(c, search),
          )}
        </Done>
      ) : null
    }
    case 'removed':
      return <Done>{words.removed}</Done>
    case 'refused': {
      const link = { href: searchUrl(paths.search, said.state), words: words.toResults }
      return <RefusalNote words={{ ...refusalWords(c, said.refusal), link }} />
    }
    default:
      return said satisfies never
  }
}

function refusalWords(c: Context<Page>, refusal: SaveRefusal) {
  const words = c.var.t.savedSearches.refusal
  switch (refusal.why) {
    case 'tooMany':
      return { what: words.tooMany(refusal.max), next: words.tooManyNext }
    case 'tooMuchAsked':
    case 'nothingAsked':
      return { what: words.tooMuchAsked, next: words.tooMuchAskedNext }
    default:
      return refusal satisfies never
  }
}

/** By which name a search stands in the list. */
export const nameOf = (c: Context<Page>, { name, state }: Pick<MySavedSearch, 'name' | 'state'>): string =>
  name ?? ownWordsOf(c, state)

/** What a search asks, where its name does not say it. */
export function Asked({
  c,
  search: { name, state },
}: {
  c: Context<Page>
  search: Pick<MySavedSearch, 'name' | 'state'>
}) {
  const words = c.var.t.savedSearches
  const asked = askedOf(c, state)
  const narrowed = narrowedTo(c, state)
  return (
    <>
      {name !== null && asked !== '' ? <p class="soft">{words.asks(asked)}</p> : null}
      {narrowed !== '' && (name !== null || asked !== '') ? <p class="soft">{words.narrowed(narrowed)}</p> : null}
    </>
  )
}

function OneSearch({ c, search, account }: { c: Context<Page>; search: MySavedSearch; account: MyAccount }) {
  const { t } = c.var
  const words = t.savedSearches
  const { id, state, byMail, found } = search
  const name = nameOf(c, search)
  return (
    <li>
      <div class="what">
        <h2>{name}</h2>
        <Asked c={c} search={search} />
        {found.ok ? (
          <p>
            {found.value.arrived > 0 ? (
              <b class="state ready">{words.arrived(found.value.arrived, arrivedToldMax)}</b>
            ) : (
              words.noneArrived
            )}{' '}
            <span class="soft total">{words.total(t.search.total(found.value.total))}</span>
          </p>
        ) : (
          <p>
            {words.notUnderstood} <span class="soft">{t.search.refusal(found.refusal, limits.characters)}</span>
          </p>
        )}
        {!byMail ? null : account.declinedMails.includes('arrivals') ? (
          <MailsStopped c={c} kind="arrivals" />
        ) : (
          <p class="soft">{account.mail ? words.byMail : words.mail.noAddress}</p>
        )}
      </div>
      {found.ok && found.value.arrived > 0 ? (
        <PostForm c={c} action={paths.savedSearchOpen(id)} class="act">
          <input type="hidden" name="upTo" value={found.value.upTo} />
          <button type="submit" class="button chief" aria-label={words.openNewOf(name)}>
            {words.openNew}
          </button>
        </PostForm>
      ) : (
        <p class="act">
          <a class="button" href={searchUrl(paths.search, state)} aria-label={words.openOf(name)}>
            {words.open}
          </a>
        </p>
      )}
      <p class="ways">
        <a href={paths.savedSearch(id)} aria-label={words.editOf(name)}>
          {words.edit}
        </a>
        <a href={paths.savedSearchRemove(id)} aria-label={words.removeOf(name)}>
          {words.remove}
        </a>
        <a href={searchFeed(c, { ...state, sort: 'relevance', size: 20 })} aria-label={words.feedOf(name)}>
          {words.feed}
        </a>
      </p>
    </li>
  )
}

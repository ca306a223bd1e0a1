import type { Context } from 'hono'
import type { MySavedSearch } from '#saved-searches/my-saved-searches.ts'
import { nameCharactersMax } from '#saved-searches/rules/name.ts'
import type { Page } from '../page.ts'
import { ErrorSummary, Field, fieldErrorText, PostForm } from '../parts/form.tsx'
import { Layout } from '../parts/layout.tsx'
import { paths } from '../paths.ts'
import { MyTrail } from './frame.tsx'
import { Asked, nameOf } from './saved-searches-page.tsx'

type Search = Pick<MySavedSearch, 'id' | 'name' | 'state'>

type RenameProps = {
  c: Context<Page>
  search: Search
  /** What it is called when it has no name of its own. */
  ownWords: string
  typed: string
  error?: 'missing' | 'tooLong' | 'unreadable'
}

/** 検索の名前を変える. */
export function RenameSearchPage({ c, search, ownWords, typed, error }: RenameProps) {
  const { t } = c.var
  const words = t.savedSearches.renamePage
  const errorText = {
    missing: words.missing,
    tooLong: words.tooLong(nameCharactersMax),
    unreadable: fieldErrorText(c, 'unreadable'),
  }
  return (
    <Layout c={c} title={words.title}>
      <div class="stack tight narrow">
        <MyTrail t={t} through={{ href: paths.savedSearches, name: t.savedSearches.title }} here={words.title} />
        <h1>{words.title}</h1>
      </div>
      <div class="sheet stack narrow">
        <ErrorSummary c={c} lines={error ? [{ field: 'name', text: `${words.name}：${errorText[error]}` }] : []} />
        {/* Its own words stand in the field as long as it has no name. */}
        {search.name === null ? null : <p class="soft">{t.savedSearches.asks(ownWords)}</p>}
        <PostForm c={c} action={paths.savedSearch(search.id)}>
          <Field
            c={c}
            name="name"
            label={words.name}
            hint={words.hint(nameCharactersMax)}
            error={error}
            errorText={errorText}
            value={typed}
            autocomplete="off"
          />
          <p class="row">
            <button type="submit" class="button chief">
              {words.submit}
            </button>
            <a class="button quiet" href={paths.savedSearches}>
              {words.back}
            </a>
          </p>
        </PostForm>
      </div>
    </Layout>
  )
}

/** 検索を消す: asks once more, for the name that was typed and what was seen would be gone. */
export function RemoveSearchPage({ c, search }: { c: Context<Page>; search: Search }) {
  const { t } = c.var
  const words = t.savedSearches.removePage
  return (
    <Layout c={c} title={words.title}>
      <div class="stack tight">
        <MyTrail t={t} through={{ href: paths.savedSearches, name: t.savedSearches.title }} here={words.title} />
        <h1>{words.title}</h1>
      </div>
      <div class="sheet stack">
        <p>{words.question}</p>
        <div>
          <p>
            <b>{nameOf(c, search)}</b>
          </p>
          <Asked c={c} search={search} />
        </div>
        <p>{words.consequence}</p>
        <PostForm c={c} action={paths.savedSearchRemove(search.id)} class="row">
          <button type="submit" class="button danger">
            {words.confirm}
          </button>
          <a class="button quiet" href={paths.savedSearches}>
            {words.back}
          </a>
        </PostForm>
      </div>
    </Layout>
  )
}

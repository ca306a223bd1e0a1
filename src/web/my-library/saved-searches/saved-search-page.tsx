import type { Context } from 'hono'
import type { MyAccount } from '#patrons/account.ts'
import type { MySavedSearch } from '#saved-searches/my-saved-searches.ts'
import { nameCharactersMax } from '#saved-searches/rules/name.ts'
import type { Page } from '#web/page.ts'
import { ErrorSummary, Field, fieldErrorText, PostForm, Press, Submit } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import { AskAgain } from '../ask-again.tsx'
import { MyHead } from '../frame.tsx'
import { MailsStopped } from '../mails-stopped.tsx'
import { Asked, nameOf } from './saved-searches-page.tsx'

type Search = Omit<MySavedSearch, 'found'>

type EditProps = {
  c: Context<Page>
  search: Search
  /** What it is called when it has no name of its own. */
  ownWords: string
  account: MyAccount
  typed: string
  error?: 'missing' | 'tooLong' | 'unreadable'
}

/** 検索の名前・お知らせ. */
export function EditSearchPage({ c, search, ownWords, account, typed, error }: EditProps) {
  const { t } = c.var
  const words = t.savedSearches.editPage
  const errorText = {
    missing: words.missing,
    tooLong: words.tooLong(nameCharactersMax),
    unreadable: fieldErrorText(c, 'unreadable'),
  }
  return (
    <Layout c={c} title={words.title}>
      <div class="stack narrow">
        <MyHead t={t} through={{ href: paths.savedSearches, name: t.savedSearches.title }} here={words.title} />
        <div class="sheet stack">
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
            <Submit look="chief">{words.submit}</Submit>
          </PostForm>
        </div>
        <MailWish c={c} search={search} account={account} />
        <p>
          <a href={paths.savedSearches}>{words.back}</a>
        </p>
      </div>
    </Layout>
  )
}

/** メールのお知らせ: offered to who has an address, and can be stopped by anybody who wished for it. */
function MailWish({ c, search, account }: { c: Context<Page>; search: Search; account: MyAccount }) {
  const { t, library } = c.var
  const words = t.savedSearches.mail
  const weekday = words.weekdays[library.policy.savedSearches.mailWeekday]
  const button = (wished: 'yes' | 'no', text: string) => (
    <Press c={c} action={paths.savedSearchMail(search.id)} fields={{ wished }} look="quiet">
      {text}
    </Press>
  )
  return (
    <section class="sheet stack">
      <h2>{words.title}</h2>
      {search.byMail && account.declinedMails.includes('arrivals') ? (
        <MailsStopped c={c} kind="arrivals" />
      ) : account.mail ? (
        <p>{(search.byMail ? words.on : words.off)(weekday)}</p>
      ) : (
        <p>
          {account.mailAppliedFor ? words.coming : words.noAddress} <a href={paths.mail}>{words.register}</a>
        </p>
      )}
      {search.byMail ? button('no', words.stop) : account.mail ? button('yes', words.start) : null}
    </section>
  )
}

/** 検索を消す: asks once more, for the name that was typed and what was seen would be gone. */
export function RemoveSearchPage({ c, search }: { c: Context<Page>; search: Search }) {
  const { t } = c.var
  const words = t.savedSearches.removePage
  const from = { href: paths.savedSearches, name: t.savedSearches.title }
  return (
    <AskAgain c={c} from={from} action={paths.savedSearchRemove(search.id)} words={words}>
      <p>{words.question}</p>
      <div>
        <p>
          <b>{nameOf(c, search)}</b>
        </p>
        <Asked c={c} search={search} />
      </div>
    </AskAgain>
  )
}

import type { Context } from 'hono'
import type { MyAccount } from '#patrons/account.ts'
import type { Page } from '#web/page.ts'
import { nameOf } from '#web/parts/books/shelf.tsx'
import { ErrorSummary, PostForm, Press, Submit } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import type { MyWish, WishList } from '#wish-lists/my-wish-lists.ts'
import { MyTrail } from '../frame.tsx'
import { MailsStopped } from '../mails-stopped.tsx'
import { NoteField } from './wish-words.tsx'

type Props = { c: Context<Page>; list: WishList; wish: MyWish; account: MyAccount; typed: string; wrong?: string }

/** One title on a list: its note, and the way off the list. */
export function WishPage({ c, list, wish, account, typed, wrong }: Props) {
  const { t } = c.var
  const words = t.wishLists.wishPage
  return (
    <Layout c={c} title={nameOf(wish.bib)}>
      <div class="stack narrow">
        <div class="stack tight">
          <MyTrail t={t} through={{ href: paths.wishList(list.id), name: list.name }} here={words.title} />
          <h1 lang="ja">{nameOf(wish.bib)}</h1>
          {wish.bib.deletedAt ? (
            <p class="no">{t.wishLists.list.gone}</p>
          ) : wish.bib.hiddenAt ? (
            <p class="no">{t.wishLists.list.hidden}</p>
          ) : null}
        </div>
        <ErrorSummary c={c} lines={wrong ? [{ field: 'note', text: wrong }] : []} />
        <PostForm c={c} action={paths.wish(list.id, wish.bibId)} class="sheet stack">
          <NoteField c={c} typed={typed} wrong={wrong} />
          <Submit look="chief">{words.save}</Submit>
        </PostForm>
        <Tell c={c} list={list} wish={wish} account={account} />
        <PostForm c={c} action={paths.wishRemove(list.id, wish.bibId)} class="row">
          <Submit>{words.remove}</Submit>
          <a class="button quiet" href={paths.wishList(list.id)}>
            {words.back}
          </a>
        </PostForm>
      </div>
    </Layout>
  )
}

/**
 * 借りられるようになったら知らせる: offered to who has an address, of what cannot be borrowed now; stopped by anybody who wished for
 * it.
 */
function Tell({ c, list, wish, account }: Pick<Props, 'c' | 'list' | 'wish' | 'account'>) {
  const { t } = c.var
  const words = t.wishLists.wishPage.tell
  const { availability, tell, toldOn } = wish
  const isHere = availability.onShelf && availability.waiting === 0
  if (availability.holdability !== 'holdable' && !tell) return null
  const button = (value: 'yes' | 'no', text: string) => (
    <Press c={c} action={paths.wishTell(list.id, wish.bibId)} fields={{ tell: value }}>
      {text}
    </Press>
  )
  return (
    <section class="sheet stack" aria-labelledby="tell">
      <h2 id="tell">{words.title}</h2>
      {toldOn === null ? null : <p>{words.toldOn(t.dates.day(toldOn))}</p>}
      {tell && account.declinedMails.includes('borrowable') ? (
        <MailsStopped c={c} kind="borrowable" />
      ) : tell ? (
        <p>{words.on}</p>
      ) : (
        <p>{isHere ? words.now : words.off}</p>
      )}
      {tell ? (
        button('no', words.stop)
      ) : isHere ? null : account.mail ? (
        button('yes', words.start)
      ) : (
        <p>
          {words.noAddress} <a href={paths.mail}>{words.register}</a>
        </p>
      )}
    </section>
  )
}

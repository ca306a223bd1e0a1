import type { Context } from 'hono'
import type { Page } from '#web/page.ts'
import { ErrorSummary, Field, PostForm, Press, Submit } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import type { WishList } from '#wish-lists/my-wish-lists.ts'
import { nameCharactersMax } from '#wish-lists/rules/wish.ts'
import { AskAgain } from '../ask-again.tsx'
import { MyHead } from '../frame.tsx'

type NameProps = {
  c: Context<Page>
  list: { is: 'new'; id: string } | ({ is: 'known' } & WishList)
  typed: string
  lines?: { field: string; text: string }[]
}

/** The name of a list, of one that is to be made or that is there; there also whether it is shown by a link. */
export function WishListNamePage({ c, list, typed, lines = [] }: NameProps) {
  const { t } = c.var
  const words = t.wishLists
  const title = list.is === 'new' ? words.newPage.title : words.list.settings
  return (
    <Layout c={c} title={title}>
      <div class="stack narrow">
        <MyHead t={t} through={{ href: paths.wishLists, name: words.title }} here={title} />
        <ErrorSummary c={c} lines={lines} />
        <PostForm
          c={c}
          action={list.is === 'new' ? paths.newWishList : paths.wishListName(list.id)}
          class="sheet stack"
        >
          {list.is === 'new' ? <input type="hidden" name="id" value={list.id} /> : null}
          <Field
            c={c}
            name="name"
            label={words.name}
            hint={words.nameHint(nameCharactersMax)}
            value={typed}
            autocomplete="off"
            {...(lines[0] ? { error: 'refused', errorText: { refused: lines[0].text } } : {})}
          />
          <Submit look="chief">{list.is === 'new' ? words.newPage.submit : words.list.rename}</Submit>
        </PostForm>
        {list.is === 'known' ? <Share c={c} list={list} /> : null}
      </div>
    </Layout>
  )
}

function Share({ c, list }: { c: Context<Page>; list: WishList }) {
  const words = c.var.t.wishLists.share
  const isShown = list.sharedAs !== null
  return (
    <section class="sheet stack" aria-labelledby="share">
      <h2 id="share">{words.title}</h2>
      <p>{isShown ? words.on : words.off}</p>
      <Press c={c} action={paths.wishListShare(list.id)} fields={{ shared: isShown ? 'no' : 'yes' }}>
        {isShown ? words.stop : words.start}
      </Press>
    </section>
  )
}

/** リストを消す: asks once more, for the titles and notes would be gone. */
export function RemoveWishListPage({ c, list }: { c: Context<Page>; list: WishList }) {
  const words = c.var.t.wishLists.removePage
  const from = { href: paths.wishList(list.id), name: list.name }
  return (
    <AskAgain c={c} from={from} action={paths.wishListRemove(list.id)} words={words}>
      <p>{words.question(list.name, list.titles)}</p>
    </AskAgain>
  )
}

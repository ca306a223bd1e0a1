import type { Context } from 'hono'
import type { Page } from '#web/page.ts'
import { ErrorSummary, PostForm } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { nameOf } from '#web/parts/shelf.tsx'
import { paths } from '#web/paths.ts'
import type { MyWish, WishList } from '#wish-lists/my-wish-lists.ts'
import { MyTrail } from '../frame.tsx'
import { NoteField } from './wish-words.tsx'

type Props = { c: Context<Page>; list: WishList; wish: MyWish; typed: string; wrong?: string }

/** One title on a list: its note, and the way off the list. */
export function WishPage({ c, list, wish, typed, wrong }: Props) {
  const { t } = c.var
  const words = t.wishLists.wishPage
  return (
    <Layout c={c} title={nameOf(wish.bib)}>
      <div class="stack narrow">
        <div class="stack tight">
          <MyTrail t={t} through={{ href: paths.wishList(list.id), name: list.name }} here={words.title} />
          <h1 lang="ja">{nameOf(wish.bib)}</h1>
        </div>
        <ErrorSummary c={c} lines={wrong ? [{ field: 'note', text: wrong }] : []} />
        <PostForm c={c} action={paths.wish(list.id, wish.bibId)} class="sheet stack">
          <NoteField c={c} typed={typed} wrong={wrong} />
          <button type="submit" class="button chief">
            {words.save}
          </button>
        </PostForm>
        <PostForm c={c} action={paths.wishRemove(list.id, wish.bibId)} class="row">
          <button type="submit" class="button">
            {words.remove}
          </button>
          <a class="button quiet" href={paths.wishList(list.id)}>
            {words.back}
          </a>
        </PostForm>
      </div>
    </Layout>
  )
}

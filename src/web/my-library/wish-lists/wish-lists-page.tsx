import type { Context } from 'hono'
import type { Page } from '#web/page.ts'
import { Done } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import type { WishList } from '#wish-lists/my-wish-lists.ts'
import { EmptyState } from '../empty-state.tsx'
import { MyHead } from '../frame.tsx'

/** 読みたい本: the lists of a patron, each with how many titles stand on it. */
export function WishListsPage({ c, lists, removed }: { c: Context<Page>; lists: WishList[]; removed: boolean }) {
  const { t } = c.var
  const words = t.wishLists
  return (
    <Layout c={c} title={words.title}>
      <MyHead t={t} here={words.title} />
      {removed ? <Done>{words.removedList}</Done> : null}
      {lists.length === 0 ? (
        <EmptyState title={words.empty} body={words.emptyBody}>
          <a class="button" href={paths.search}>
            {words.search}
          </a>
          <a class="button quiet" href={paths.newWishList}>
            {words.newPage.title}
          </a>
        </EmptyState>
      ) : (
        <>
          <p class="soft">{words.why}</p>
          <ul class="doors">
            {lists.map(list => (
              <li>
                <a href={paths.wishList(list.id)}>
                  <b>{list.name}</b>
                  <span class="soft">
                    {words.count(list.titles)}
                    {list.sharedAs === null ? '' : `　${words.shown}`}
                  </span>
                </a>
              </li>
            ))}
          </ul>
          <p>
            <a class="button quiet" href={paths.newWishList}>
              {words.newPage.title}
            </a>
          </p>
        </>
      )}
    </Layout>
  )
}

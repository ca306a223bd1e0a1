import { Wishes } from '#web/my-library/wish-lists/wish-list-page.tsx'
import { pageOf } from '#web/my-library/wish-lists/wish-lists.tsx'
import { pages, show } from '#web/page.ts'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import { sharedWishList } from '#wish-lists/my-wish-lists.ts'

/** A list of 読みたい本 that its patron shows by a link: for whoever has the link, and for no search engine. */
export const sharedListPages = pages().get(paths.sharedList(':secret'), async c => {
  const secret = c.req.param('secret') ?? ''
  const list = await sharedWishList(c.var.library, secret, pageOf(c))
  if (!list) return c.notFound()
  const words = c.var.t.wishLists
  c.header('cache-control', 'no-store')
  return show(
    c,
    <Layout c={c} title={words.shared.title(list.name)} robots="noindex">
      <div class="stack tight">
        <h1>{words.shared.title(list.name)}</h1>
        <p class="soft">{words.shared.lead}</p>
      </div>
      {list.titles === 0 ? (
        <p>{words.emptyShared}</p>
      ) : (
        <Wishes c={c} list={list} href={paths.sharedList(secret)} isOwn={false} />
      )}
    </Layout>,
  )
})

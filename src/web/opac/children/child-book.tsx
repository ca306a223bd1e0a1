import type { Context } from 'hono'
import type { FoundBib } from '#catalogue/search-catalogue.ts'
import type { Page } from '#web/page.ts'
import { ShortAddToBasket } from '#web/parts/books/add-to-basket.tsx'
import { Book } from '#web/parts/books/book.tsx'
import { nameOf } from '#web/parts/books/shelf.tsx'
import { Furigana } from '#web/parts/furigana.tsx'
import { authorsOf } from '../search/hit.tsx'
import { TitleRead, whereForChild, whyNotNow } from './child-record.tsx'

type ChildBookProps = {
  c: Context<Page>
  found: FoundBib
  /** Its page, which leads back to the list. */
  href: string
  /** What the library says of it in this list. */
  remark?: string | null
}

/** A book as a child sees it in a list. */
export function ChildBook({ c, found: { bib, availability }, href, remark = null }: ChildBookProps) {
  const { children: words } = c.var.t
  const here = availability.onShelf
  return (
    <li class="sheet">
      <Book bib={bib} library={c.var.library} large />
      <div class="stack tight">
        <h2>
          <a href={href}>
            <TitleRead bib={bib} />
          </a>
        </h2>
        <p>{authorsOf(bib)}</p>
        {remark === null ? null : <p class="remark">{remark}</p>}
        <p class={here ? 'yes' : 'no'}>
          <Furigana text={here ? words.available : whyNotNow(c, availability)} />
          {here ? (
            <>
              <br />
              {whereForChild(c, availability)}
            </>
          ) : null}
        </p>
        <ShortAddToBasket c={c} bib={{ ...bib, title: nameOf(bib) }} availability={availability} isForChild />
      </div>
    </li>
  )
}

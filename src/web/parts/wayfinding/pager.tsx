import type { Text } from '#text/text.ts'

type PagerProps = { t: Text; page: number; pages: number; size: number; href: (page: number) => string }

/** つぎの20件: the two ways on through a long list. */
export function Pager({ t, page, pages, size, href }: PagerProps) {
  const words = t.search.pager
  if (pages <= 1 && page === 1) return null
  return (
    <nav class="pager" aria-label={words.label}>
      {page > 1 ? (
        <a class="button quiet" href={href(Math.min(page - 1, Math.max(pages, 1)))} rel="prev">
          {words.previous(size)}
        </a>
      ) : null}
      {page < pages ? (
        <a class="button" href={href(page + 1)} rel="next" accesskey="3">
          {words.next(size)}
        </a>
      ) : null}
      {page <= pages ? <span class="soft">{words.page(page, pages)}</span> : null}
    </nav>
  )
}

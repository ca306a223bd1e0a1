import type { Context } from 'hono'
import { type Page, pages } from './page.ts'
import { paths, withQuery } from './paths.ts'

/**
 * The one colour of the library's own, in place of 藍. It was seen to be readable on white; on the dark pages of who
 * wishes for them the colours stay as they are.
 */
export const ownStylePages = pages().get(paths.ownStyle, c => {
  const { colour } = c.var.library.policy.identity
  const style = colour
    ? `@media (prefers-color-scheme: light) { :root { --ai: ${colour}; --ai-deep: ${colour}; } }\n`
    : ''
  return c.body(style, 200, {
    'content-type': 'text/css; charset=utf-8',
    'cache-control': c.req.query('is') === colour?.slice(1) ? 'public, max-age=86400' : 'no-cache',
  })
})

/** In the head of every page, when the library has a colour. */
export const OwnStyle = ({ c }: { c: Context<Page> }) => {
  const { colour } = c.var.library.policy.identity
  return colour ? <link rel="stylesheet" href={withQuery(paths.ownStyle, { is: colour.slice(1) })} /> : null
}

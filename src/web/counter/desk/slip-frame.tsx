import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { counter as words } from '#text/ja/counter/desk.ts'
import { assetPath } from '#web/assets.ts'
import type { Page } from '#web/page.ts'
import { isDeskPath } from '#web/path-table.ts'

/** A slip to be printed: as wide as the paper of a receipt printer, or on A4. */
export const SlipFrame = ({ c, back, children }: { c: Context<Page>; back: string; children?: Child }) => {
  const isA4 = c.req.query('paper') === 'a4'
  const here = new URL(c.req.url)
  here.searchParams.set('paper', isA4 ? 'thermal' : 'a4')
  return (
    <>
      <section class={`slip stack tight ${isA4 ? 'a4' : 'thermal'}`}>{children}</section>
      <script type="module" src={assetPath('slip.js')} />
      <p class="screen-only soft">{words.slip.how}</p>
      <p class="row screen-only">
        <a class="button" href={here.pathname + here.search}>
          {words.slip.paper}：{isA4 ? words.slip.thermal : words.slip.a4}
        </a>
        <a class="button quiet back" href={wherefrom(c) ?? back}>
          {words.scan.back}
        </a>
      </p>
    </>
  )
}

/** The page on which the slip was asked for. */
function wherefrom(c: Context<Page>): string | null {
  const back = c.req.query('back') ?? ''
  return isDeskPath(back) ? back : null
}

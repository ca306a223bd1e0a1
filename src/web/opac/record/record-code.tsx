import type { Context } from 'hono'
import { showBib } from '#catalogue/show-bib.ts'
import { BibId } from '#ids.ts'
import { cacheable } from '#web/gate/public-address.ts'
import { type Page, pages } from '#web/page.ts'
import { addressCode } from '#web/parts/code-images.ts'
import { paths } from '#web/paths.ts'

/** The address of a record as a code for the camera of a telephone; null where the library has not said its own. */
const addressOf = (c: Context<Page>, id: BibId): string | null => {
  const { publicAddress } = c.var.library.policy.identity
  return publicAddress === undefined ? null : new URL(paths.bib(id), publicAddress).href
}

export const recordCodePages = pages().get(`${paths.bib(':id')}{[0-9]{1,15}\\.svg}`, async c => {
  // The number with its ending: '17.svg'.
  const id = BibId(Number.parseInt(c.req.param('id') ?? '', 10))
  const address = addressOf(c, id)
  if (address === null || (await showBib(c.var.library, id)).is !== 'shown') return c.notFound()
  c.header('cache-control', cacheable(c, 86_400))
  return c.body(await addressCode(address), 200, { 'content-type': 'image/svg+xml' })
})

/** スマートフォンで開く: asked for when somebody opens it, so that no page is larger or slower for it. */
export function RecordCode({ c, id }: { c: Context<Page>; id: BibId }) {
  const { code } = c.var.t.opac.record
  return addressOf(c, id) === null ? null : (
    <details class="screen-only">
      <summary>{code.title}</summary>
      <p>{code.why}</p>
      <img class="code" src={paths.bibCode(id)} alt={code.alt} width={180} height={180} loading="lazy" />
    </details>
  )
}

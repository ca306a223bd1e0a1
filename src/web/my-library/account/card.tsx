import { readFileSync } from 'node:fs'
import type { Context } from 'hono'
import type { MyAccount } from '#patrons/account.ts'
import { myAccount } from '#patrons/my-account.ts'
import { dayOf } from '#time/clock.ts'
import { assetPath } from '#web/assets.ts'
import { type Page, pages, show } from '#web/page.ts'
import { barcodeImage } from '#web/parts/code-images.ts'
import { Layout } from '#web/parts/layout.tsx'
import { libraryName } from '#web/parts/library-name.ts'
import { paths } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { MyHead } from '../frame.tsx'

const worker = readFileSync(new URL('card-worker.js', import.meta.url), 'utf8')

export const cardPages = pages()
  .get(paths.card, async c => {
    const account = await myAccount(c.var.library, patronOf(c).patronId)
    const image = account.cardNumber === null ? null : await barcodeImage(account.cardNumber)
    return show(c, <CardPage c={c} account={account} image={image} />)
  })
  .get(paths.cardWorker, c =>
    c.body(worker, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' }),
  )

/** 利用者カード: number and barcode, large enough for a scanner; without a connection too, once it was looked at. */
function CardPage({ c, account, image }: { c: Context<Page>; account: MyAccount; image: string | null }) {
  const { t, library, visitor } = c.var
  const { card } = t
  const ended = Temporal.PlainDate.compare(account.expiresOn, dayOf(library.clock.now())) < 0
  const day = t.dates.longDay(account.expiresOn)
  return (
    <Layout c={c} title={card.title}>
      <MyHead t={t} here={card.title} />
      {account.cardNumber === null || image === null ? (
        <p class="note ask">{card.none}</p>
      ) : (
        <>
          <p class="screen-only">{card.why}</p>
          {ended ? <p class="note ask">{card.ended(day)}</p> : null}
          <section class="library-card" aria-label={card.title}>
            <p class="library">{libraryName(c)}</p>
            <p class="holder">{account.name}</p>
            <img src={image} alt={card.barcodeOf(account.cardNumber)} />
            <p class="number">
              <span class="unseen">{card.number}</span> {account.cardNumber}
            </p>
            {ended ? null : <p class="until">{card.validUntil(day)}</p>}
          </section>
          <ul class="dotted screen-only">
            <li>{card.bright}</li>
            {visitor.terminal ? null : <li>{card.offline}</li>}
            <li>{card.print}</li>
          </ul>
          {visitor.terminal ? null : <script type="module" src={assetPath('card.js')} />}
        </>
      )}
    </Layout>
  )
}

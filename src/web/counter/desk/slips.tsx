import type { Context } from 'hono'
import { z } from 'zod'
import { nextVan } from '#branches/next-van.ts'
import { showItem } from '#circulation/lists/show-item.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { showHold } from '#holds/lists/show-hold.ts'
import { HoldId } from '#ids.ts'
import { wordLanguages } from '#policy.ts'
import { counter as words } from '#text/ja/counter/desk.ts'
import { counterHolds as holdsWords } from '#text/ja/counter/holds.ts'
import { holds as patronWords } from '#text/ja/my-library/holds.ts'
import { htmlLang } from '#text/language.ts'
import { filled } from '#text/mail.ts'
import { idIn, readQuery, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { dayWords, momentWords } from '../day.ts'
import { byId, desk } from '../desk-paths.ts'
import { keptWords } from '../holds/kept-words.ts'
import { CounterLayout, sayAtDesk } from '../layout.tsx'
import { SlipFrame } from './slip-frame.tsx'

const barcodeQuery = z.object({
  barcode: text(60),
  paper: z.string().max(10).optional(),
  back: z.string().max(100).optional(),
})

/** 予約票 and 回送票, to be laid into the copy. No name stands on them, of the card the last four digits. */
export const slipPages = pages()
  .get(desk.holdSlip(byId), async c => {
    const hold = await showHold(c.var.library, idIn(c, HoldId))
    if (!hold || hold.closed || hold.barcode === null) return sayAtDesk(c, 'notThere', 404)
    return show(
      c,
      <CounterLayout c={c} title={words.slip.hold}>
        <SlipFrame c={c} back={desk.hold(hold.id)}>
          <h1>{words.slip.hold}</h1>
          <p class="mark">{hold.cardLast4}</p>
          <dl>
            <dt>{words.slip.pickup}</dt>
            <dd>
              <b>{hold.pickupName}</b>
            </dd>
            <dt>{words.slip.until}</dt>
            <dd>
              <b>{hold.pickUpBy ? keptWords({ ...hold, pickUpBy: hold.pickUpBy }) : words.slip.notYet}</b>
            </dd>
            <dt>{words.slip.contact}</dt>
            <dd>{patronWords.contact[hold.contact]}</dd>
          </dl>
          <OwnWords c={c} />
          <SlipFoot c={c} title={hold.title} barcode={hold.barcode} />
        </SlipFrame>
      </CounterLayout>,
    )
  })
  .get(desk.transitSlip, async c => {
    const query = readQuery(c, barcodeQuery)
    const item = query.ok ? await showItem(c.var.library, readBarcode(query.values.barcode)) : null
    if (!item || item.transitTo === null) return sayAtDesk(c, 'notThere', 404)
    const van = item.transitFromId === null ? null : await nextVan(c.var.library, item.transitFromId)
    return show(
      c,
      <CounterLayout c={c} title={words.slip.transit}>
        <SlipFrame c={c} back={desk.checkIn}>
          <h1>{words.slip.transit}</h1>
          <p>
            {item.transitFrom} {words.slip.from}
          </p>
          <p class="mark">→ {item.transitTo}</p>
          <p>
            <b>{item.transitHoldId === null ? words.slip.home : words.slip.forHold}</b>
          </p>
          {van === null ? null : <p>{holdsWords.transits.nextVan(dayWords(van))}</p>}
          <SlipFoot c={c} title={item.title} barcode={item.barcode} />
        </SlipFrame>
      </CounterLayout>,
    )
  })

/** Which copy it lies in, and when it was printed. */
const SlipFoot = ({ c, title, barcode }: { c: Context<Page>; title: string; barcode: string }) => (
  <>
    <p>
      『{title}』
      <br />
      {barcode}
    </p>
    <p>
      {words.slip.printedOn} {momentWords(c.var.library.clock.now())}
    </p>
  </>
)

/** What the library says at the foot of a 予約票, in each language in which it says something. */
function OwnWords({ c }: { c: Context<Page> }) {
  const { identity, words: ours } = c.var.library.policy
  const sender = { name: identity.name.ja, phone: identity.telephone ?? '', service: identity.publicAddress }
  return (
    <>
      {wordLanguages.map(language => {
        const own = ours.slip[language]
        return own === undefined ? null : (
          <p class="prewrap" lang={htmlLang(language)}>
            {filled(own, sender)}
          </p>
        )
      })}
    </>
  )
}

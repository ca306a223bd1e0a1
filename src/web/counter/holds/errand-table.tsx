import type { Errand } from '#holds/shelf/errand.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import { ListTable } from '#web/parts/list-table.tsx'
import { dayWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { HoldLink } from './hold-link.tsx'

/** What is to be done, in a few words. */
function errandWords({ what, toName }: Errand): string {
  switch (what) {
    case 'send':
      return words.errands.send(toName)
    case 'shelve':
    case 'slip':
      return words.errands[what]
    default:
      return what satisfies never
  }
}

/** Copies to be taken in hand, and what is to be done with each. */
export const ErrandTable = ({ errands }: { errands: readonly Errand[] }) => (
  <ListTable name={words.errands.title} heads={[words.errands.what, words.title, words.errands.place, words.open]}>
    {errands.map(errand => (
      <tr>
        <td>
          <b>{errandWords(errand)}</b>
        </td>
        <td>
          『{errand.title}』 {errand.barcode}
        </td>
        <td>{errand.what === 'shelve' ? [errand.shelf, errand.callNumber].filter(Boolean).join(' ') : ''}</td>
        <td>{errand.holdId === null ? null : <HoldLink id={errand.holdId} title={errand.title} />}</td>
      </tr>
    ))}
  </ListTable>
)

/** When the van fetches what is to be sent from here. */
export const NextVan = ({ day }: { day: Temporal.PlainDate | null }) =>
  day === null ? null : (
    <p>
      <b>{words.transits.nextVan(dayWords(day))}</b>
    </p>
  )

/** What is to be done with one copy now, said after whatever made it so. */
export const ErrandNote = ({ errand }: { errand: Errand }) => (
  <p class="note ask">
    『{errand.title}』 {errand.barcode}
    <br />
    {words.errands.now(errand.standsAtName, errandWords(errand))} <a href={desk.shelf}>{words.errands.toList}</a>
  </p>
)

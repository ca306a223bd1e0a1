import type { StaffHold } from '#holds/lists/holds-of-bib.ts'
import { counterHolds as words } from '#text/ja/counter-holds.ts'
import { holds as patronWords } from '#text/ja/holds.ts'
import { desk } from '../desk-paths.ts'
import { keptWords } from './kept-words.ts'

/** Holds as a desk sees them: of one patron, or (with `of` 'bib') the queue of one title. */
export const HoldsTable = ({
  holds,
  of = 'patron',
  first = 1,
}: {
  holds: readonly StaffHold[]
  of?: 'patron' | 'bib'
  /** The number of the first one in the whole list. */
  first?: number
}) => (
  <table class="cards">
    <thead>
      <tr>
        <th scope="col">{of === 'bib' ? words.place : words.title}</th>
        <th scope="col">{words.status}</th>
        <th scope="col">{words.pickup}</th>
        <th scope="col">{words.contact}</th>
        <th scope="col">{words.kind}</th>
        <th scope="col">{words.open}</th>
      </tr>
    </thead>
    <tbody>
      {holds.map((hold, index) => (
        <tr>
          <td>
            {of === 'bib' ? (
              <b>
                {first + index}　{words.cardLast4(hold.cardLast4 ?? '')}
              </b>
            ) : (
              <>
                『{hold.title}』{hold.barcode ? ` ${hold.barcode}` : ''}
              </>
            )}
          </td>
          <td>
            <span class={`state ${hold.status === 'ready' ? 'ready' : ''}`}>{patronWords.status[hold.status]}</span>
            {hold.place ? ` ${words.nth(hold.place)}` : ''}
            {hold.pickUpBy ? ` ${keptWords({ ...hold, pickUpBy: hold.pickUpBy })}` : ''}
          </td>
          <td>{hold.pickupName}</td>
          <td>{patronWords.contact[hold.contact]}</td>
          <td>
            {patronWords.kind[hold.kind]}
            {hold.series ? ` ${words.position(hold.series.position, hold.series.of)}` : ''}
          </td>
          <td>
            <a href={desk.hold(hold.id)} aria-label={words.openOf(hold.title, hold.id)}>
              {words.open}
            </a>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

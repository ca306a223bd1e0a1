import type { StaffHold } from '#holds/lists/holds-of-bib.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import { counterPatrons } from '#text/ja/counter/patrons.ts'
import { holds as patronWords } from '#text/ja/my-library/holds.ts'
import { ListTable } from '#web/parts/list-table.tsx'
import { HoldLink } from './hold-link.tsx'
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
  <ListTable
    name={of === 'bib' ? words.bib.queue : counterPatrons.patron.holds}
    heads={[
      of === 'bib' ? words.place : words.title,
      words.status,
      words.pickup,
      words.contact,
      words.kind,
      words.open,
    ]}
  >
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
          <HoldLink id={hold.id} title={hold.title} />
        </td>
      </tr>
    ))}
  </ListTable>
)

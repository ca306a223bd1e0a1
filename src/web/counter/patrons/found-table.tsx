import type { FoundPatron } from '#patrons/finding/find-patrons.ts'
import { counterPatrons as words } from '#text/ja/counter/patrons.ts'
import { dates } from '#text/ja/dates.ts'
import { ListTable } from '#web/parts/list-table.tsx'
import { desk } from '../desk-paths.ts'

/** Patrons that were found, with what a desk tells namesakes apart by. */
export const FoundTable = ({ patrons }: { patrons: readonly FoundPatron[] }) => (
  <ListTable
    name={words.find.title}
    heads={[
      words.find.name,
      words.find.reading,
      words.find.cardNumber,
      words.find.birthDate,
      words.find.phone,
      words.find.address,
    ]}
  >
    {patrons.map(patron => (
      <tr>
        <td>
          <a href={desk.patron(patron.patronId)}>{patron.name}</a>
          {patron.stopped ? <span class="state ask">{words.find.stopped}</span> : null}
        </td>
        <td>{patron.nameReading}</td>
        <td>{patron.cardNumber ?? words.find.noCard}</td>
        <td>{dates.longDay(patron.birthDate)}</td>
        <td>{patron.phone}</td>
        <td>{patron.address}</td>
      </tr>
    ))}
  </ListTable>
)

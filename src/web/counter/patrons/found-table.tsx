import type { FoundPatron } from '#patrons/finding/find-patrons.ts'
import { counterPatrons as words } from '#text/ja/counter-patrons.ts'
import { dates } from '#text/ja/dates.ts'
import { desk } from '../desk-paths.ts'

/** Patrons that were found, with what a desk tells namesakes apart by. */
export const FoundTable = ({ patrons }: { patrons: readonly FoundPatron[] }) => (
  <table class="cards">
    <thead>
      <tr>
        <th scope="col">{words.find.name}</th>
        <th scope="col">{words.find.reading}</th>
        <th scope="col">{words.find.cardNumber}</th>
        <th scope="col">{words.find.birthDate}</th>
        <th scope="col">{words.find.phone}</th>
        <th scope="col">{words.find.address}</th>
      </tr>
    </thead>
    <tbody>
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
    </tbody>
  </table>
)

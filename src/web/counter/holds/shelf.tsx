import { nextVan } from '#branches/next-van.ts'
import { errandsAt } from '#holds/shelf/errands.ts'
import { holdShelf, type ShelfLine, shelfListMax } from '#holds/shelf/hold-shelf.ts'
import { counter } from '#text/ja/counter/desk.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import { holds as patronWords } from '#text/ja/my-library/holds.ts'
import { pages, show } from '#web/page.ts'
import { ListTable } from '#web/parts/list-table.tsx'
import { ScanField } from '../desk/scan-field.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { ListEnds } from '../list-ends.tsx'
import { staffOf } from '../session.tsx'
import { ErrandTable, NextVan } from './errand-table.tsx'
import { HoldLink } from './hold-link.tsx'
import { keptWords } from './kept-words.ts'

/**
 * 予約棚: what stands there, those past their last day apart, and what is to be done with what stands there for nobody, or
 * for another (M37).
 */
export const shelfPages = pages().get(desk.shelf, async c => {
  const { library } = c.var
  const { branchId, branchName } = staffOf(c)
  const lines = await holdShelf(library, branchId)
  const errands = await errandsAt(library, branchId)
  const van = errands.some(({ what }) => what === 'send') ? await nextVan(library, branchId) : null
  const expired = lines.filter(line => line.expired)
  return show(
    c,
    <CounterLayout c={c} title={words.shelf.title}>
      <h1>
        {words.shelf.title} <span class="soft">{branchName}</span>
      </h1>
      <section class="stack tight">
        <h2>{words.errands.title}</h2>
        {errands.length === 0 ? (
          <p>{words.errands.none}</p>
        ) : (
          <>
            <p class="soft">{words.errands.why}</p>
            <ScanField c={c} action={desk.checkIn} button={counter.checkIn} />
            <NextVan day={van} />
            <ListEnds shown={errands.length} max={shelfListMax} />
            <ErrandTable errands={errands} />
          </>
        )}
      </section>
      <ListEnds shown={lines.length} max={shelfListMax} />
      {expired.length > 0 ? (
        <section class="stack tight">
          <h2>{words.shelf.expired}</h2>
          <p class="soft">{words.shelf.expiredWhy}</p>
          <ShelfTable name={words.shelf.expired} lines={expired} />
        </section>
      ) : null}
      <section class="stack tight">
        <h2>{words.shelf.title}</h2>
        {lines.length === 0 ? (
          <p>{words.shelf.none}</p>
        ) : (
          <ShelfTable name={words.shelf.title} lines={lines.filter(line => !line.expired)} />
        )}
      </section>
    </CounterLayout>,
  )
})

/** By the last day; of a card the last four digits, as on the slip. */
export const ShelfTable = ({ name, lines }: { name: string; lines: readonly ShelfLine[] }) => (
  <ListTable name={name} heads={[words.shelf.last4, words.title, words.shelf.until, words.contact, words.open]}>
    {lines.map(line => (
      <tr>
        <td>
          <b class="count-large">{line.cardLast4}</b>
          {line.formerLast4 ? <small>{words.formerCard(line.formerLast4)}</small> : null}
          {line.stopName ? ` ${line.stopName}` : ''}
        </td>
        <td>
          『{line.title}』 {line.barcode}
        </td>
        <td>
          {line.expired ? <span class="state ask">{words.shelf.expired}</span> : null}{' '}
          {line.pickUpBy ? keptWords({ ...line, pickUpBy: line.pickUpBy }) : words.shelf.set}
        </td>
        <td>
          {patronWords.contact[line.contact]}
          {line.contact === 'self' ? '' : `　${line.notified ? words.shelf.told : words.shelf.untold}`}
        </td>
        <td>
          <HoldLink id={line.holdId} title={line.title} />
        </td>
      </tr>
    ))}
  </ListTable>
)

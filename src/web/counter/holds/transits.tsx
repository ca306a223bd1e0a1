import { nextVan } from '#branches/next-van.ts'
import { errandsAt } from '#holds/shelf/errands.ts'
import { shelfListMax } from '#holds/shelf/hold-shelf.ts'
import type { TransitLine } from '#holds/shelf/transit-line.ts'
import { lateAfterDays, lateTransitsFrom, transitsTo } from '#holds/shelf/transits-to.ts'
import { counter } from '#text/ja/counter/desk.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import { pages, show } from '#web/page.ts'
import { ListTable } from '#web/parts/list-table.tsx'
import { momentWords } from '../day.ts'
import { ScanField } from '../desk/scan-field.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { ListEnds } from '../list-ends.tsx'
import { staffOf } from '../session.tsx'
import { ErrandTable, NextVan } from './errand-table.tsx'
import { HoldLink } from './hold-link.tsx'

/** 回送: what is to be sent from here, what is on its way here, and what was sent and has not come (M34, M35). */
export const transitPages = pages().get(desk.transits, async c => {
  const { library } = c.var
  const { branchId, branchName } = staffOf(c)
  const errands = await errandsAt(library, branchId)
  const outgoing = errands.filter(errand => errand.what === 'send')
  const incoming = await transitsTo(library, branchId)
  const van = outgoing.length === 0 ? null : await nextVan(library, branchId)
  const late = await lateTransitsFrom(library, branchId)
  return show(
    c,
    <CounterLayout c={c} title={words.transits.title}>
      <h1>
        {words.transits.title} <span class="soft">{branchName}</span>
      </h1>
      <ScanField c={c} action={desk.checkIn} label={words.transits.why} button={words.transits.arrived} />
      <section class="stack tight">
        <h2>{words.transits.outgoing}</h2>
        {outgoing.length === 0 ? (
          <p>{words.transits.outgoingNone}</p>
        ) : (
          <>
            <p class="soft">{words.transits.outgoingWhy}</p>
            <NextVan day={van} />
            <ListEnds shown={errands.length} max={shelfListMax} />
            <ErrandTable errands={outgoing} />
          </>
        )}
      </section>
      {late.length > 0 ? (
        <section class="stack tight">
          <h2>{words.transits.late}</h2>
          <p class="soft">{words.transits.lateWhy(lateAfterDays)}</p>
          <ListEnds shown={late.length} max={shelfListMax} />
          <TransitTable name={words.transits.late} lines={late} end="to" />
        </section>
      ) : null}
      <section class="stack tight">
        <h2>{words.transits.incoming}</h2>
        <ListEnds shown={incoming.length} max={shelfListMax} />
        {incoming.length === 0 ? (
          <p>{words.transits.none}</p>
        ) : (
          <TransitTable name={words.transits.incoming} lines={incoming} end="from" />
        )}
      </section>
    </CounterLayout>,
  )
})

/** @param end which end of the journey is not here */
const TransitTable = ({ name, lines, end }: { name: string; lines: readonly TransitLine[]; end: 'from' | 'to' }) => (
  <ListTable name={name} heads={[words.title, words.transits[end], words.transits.sentAt, counter.slip.to]}>
    {lines.map(line => (
      <tr>
        <td>
          『{line.title}』 {line.barcode}
        </td>
        <td>{end === 'from' ? line.fromName : line.toName}</td>
        <td>{momentWords(line.sentAt)}</td>
        <td>
          {line.holdId === null ? (
            words.transits.home
          ) : (
            <HoldLink id={line.holdId} title={line.title}>
              {words.transits.forHold}
            </HoldLink>
          )}
        </td>
      </tr>
    ))}
  </ListTable>
)

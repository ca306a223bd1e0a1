import { stuckHolds, stuckMax } from '#holds/lists/stuck-holds.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import { pages, show } from '#web/page.ts'
import { ListTable } from '#web/parts/list-table.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { ListEnds } from '../list-ends.tsx'
import { HoldLink } from './hold-link.tsx'

/** 止まっている予約: holds that nobody can serve as they are, why, and the way to the presses that help. */
export const stuckPages = pages().get(desk.stuck, async c => {
  const holds = await stuckHolds(c.var.library)
  return show(
    c,
    <CounterLayout c={c} title={words.stuck.title}>
      <h1>{words.stuck.title}</h1>
      {holds.length === 0 ? (
        <p class="note good">{words.stuck.none}</p>
      ) : (
        <>
          <p class="soft">{words.stuck.why}</p>
          <ListEnds shown={holds.length} max={stuckMax} />
          <ListTable
            name={words.stuck.title}
            heads={[words.stuck.reason, words.title, words.hold.patron, words.pickup, words.open]}
          >
            {holds.map(hold => (
              <tr>
                <td>{hold.stuck ? <b>{words.stuck.reasons[hold.stuck]}</b> : null}</td>
                <td>『{hold.title}』</td>
                <td>
                  {hold.patronId === null ? null : (
                    <a href={desk.patron(hold.patronId)}>{words.cardLast4(hold.cardLast4 ?? '')}</a>
                  )}
                </td>
                <td>{hold.pickupName}</td>
                <td>
                  <HoldLink id={hold.id} title={hold.title} />
                </td>
              </tr>
            ))}
          </ListTable>
        </>
      )}
    </CounterLayout>,
  )
})

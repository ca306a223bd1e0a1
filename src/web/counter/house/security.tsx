import { securityEvents, securityEventsMax } from '#staff/security-events.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { pages, show } from '#web/page.ts'
import { ListTable } from '#web/parts/list-table.tsx'
import { momentWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { ListEnds } from '../list-ends.tsx'

const words = counterAdmin.security

/**
 * What happened at the doors: sign-ins of staff, refusals, what they were not let do, alarms, addresses that were shut
 * out. No patron and no card.
 */
export const securityPages = pages().get(desk.security, async c => {
  const events = await securityEvents(c.var.library)
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p>{words.why}</p>
      {events.length === 0 ? <p>{words.none}</p> : null}
      <ListEnds shown={events.length} max={securityEventsMax} />
      {events.length > 0 ? (
        <ListTable name={words.title} heads={[words.at, words.what, words.who]}>
          {events.map(({ at, what, staffLogin, detail }) => (
            <tr>
              <td>{momentWords(at)}</td>
              <td>{words.events[what]}</td>
              <td>{[staffLogin, detail].filter(part => part !== null).join('　') || '—'}</td>
            </tr>
          ))}
        </ListTable>
      ) : null}
    </CounterLayout>,
  )
})

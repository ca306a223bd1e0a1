import { stuckHolds } from '#holds/lists/stuck-holds.ts'
import { counterHolds as words } from '#text/ja/counter-holds.ts'
import { pages, show } from '#web/page.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'

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
          <table class="cards">
            <thead>
              <tr>
                <th scope="col">{words.stuck.reason}</th>
                <th scope="col">{words.title}</th>
                <th scope="col">{words.hold.patron}</th>
                <th scope="col">{words.pickup}</th>
                <th scope="col">{words.open}</th>
              </tr>
            </thead>
            <tbody>
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
                    <a href={desk.hold(hold.id)} aria-label={words.openOf(hold.title, hold.id)}>
                      {words.open}
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </CounterLayout>,
  )
})

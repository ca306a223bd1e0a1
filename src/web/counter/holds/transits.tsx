import { transitsTo } from '#holds/shelf/transits-to.ts'
import { counter } from '#text/ja/counter.ts'
import { counterHolds as words } from '#text/ja/counter-holds.ts'
import { pages, show } from '#web/page.ts'
import { momentWords } from '../day.ts'
import { ScanField } from '../desk/scan-column.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { staffOf } from '../session.tsx'

/** 回送: what is on its way here, and the field into which it is scanned when it has come (M34, M35). */
export const transitPages = pages().get(desk.transits, async c => {
  const lines = await transitsTo(c.var.library, staffOf(c).branchId)
  return show(
    c,
    <CounterLayout c={c} title={words.transits.title}>
      <h1>
        {words.transits.title} <span class="soft">{staffOf(c).branchName}</span>
      </h1>
      <ScanField c={c} action={desk.checkIn} label={words.transits.why} button={words.transits.arrived} />
      {lines.length === 0 ? (
        <p>{words.transits.none}</p>
      ) : (
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">{words.title}</th>
              <th scope="col">{words.transits.from}</th>
              <th scope="col">{words.transits.sentAt}</th>
              <th scope="col">{counter.slip.to}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(line => (
              <tr>
                <td>
                  『{line.title}』 {line.barcode}
                </td>
                <td>{line.fromName}</td>
                <td>{momentWords(line.sentAt)}</td>
                <td>
                  {line.holdId === null ? (
                    words.transits.home
                  ) : (
                    <a href={desk.hold(line.holdId)} aria-label={words.openOf(line.title, line.holdId)}>
                      {words.transits.forHold}
                    </a>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </CounterLayout>,
  )
})

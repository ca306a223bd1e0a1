import type { Context } from 'hono'
import { z } from 'zod'
import { notFoundAtPull } from '#circulation/desk/not-found-at-pull.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { claimPull } from '#holds/pulls/claim-pull.ts'
import { isOnPullList, type PullLine, pullPage, pullPageSize } from '#holds/pulls/pull-list.ts'
import { HoldId } from '#ids.ts'
import { actorName } from '#library.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import { idField, readForm, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Press } from '#web/parts/form.tsx'
import { ListTable } from '#web/parts/list-table.tsx'
import { Pager } from '#web/parts/wayfinding/pager.tsx'
import { withQuery } from '#web/paths.ts'
import { momentWords } from '../day.ts'
import { ScanField } from '../desk/scan-field.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { readPage } from '../page-number.ts'
import { actorOf, staffOf } from '../session.tsx'

const holdForm = z.object({ hold: idField(HoldId), barcode: text(60) })
const barcodeForm = z.object({ barcode: text(60) })

/** 在架予約リスト: who goes for what. A copy that was found is scanned as any other; one that is not there is missing. */
export const pullPages = pages()
  .get(desk.pull, c => showPulls(c))
  .post(desk.pullClaim, async c => {
    const form = readForm(c, holdForm)
    if (!form.ok) return showPulls(c, 'notFound')
    const { hold: holdId, barcode } = form.values
    const { branchId } = staffOf(c)
    const claimed = await claimPull(c.var.library, actorOf(c), { holdId, barcode: readBarcode(barcode), branchId })
    return claimed.ok ? c.redirect(desk.pull, 303) : showPulls(c, claimed.refusal.why)
  })
  .post(desk.pullNotFound, async c => {
    const form = readForm(c, barcodeForm)
    const barcode = form.ok ? readBarcode(form.values.barcode) : null
    const { library } = c.var
    if (barcode === null || !(await isOnPullList(library, staffOf(c).branchId, barcode)))
      return showPulls(c, 'notFound')
    await notFoundAtPull(library, actorOf(c), barcode)
    return c.redirect(desk.pull, 303)
  })

async function showPulls(c: Context<Page>, no?: 'notFound' | 'claimed') {
  const { library } = c.var
  const { branchId, branchName } = staffOf(c)
  const page = readPage(c)
  const { lines, total, pages } = await pullPage(library, branchId, page)
  return show(
    c,
    <CounterLayout c={c} title={words.pull.title}>
      <h1>{words.pull.title}</h1>
      <p>{words.pull.printed(momentWords(library.clock.now()), branchName)}</p>
      <p class="soft">{words.pull.why}</p>
      {no ? (
        <p class="note ask" role="alert">
          {words.pull.refused[no]}
        </p>
      ) : null}
      <ScanField c={c} action={desk.checkIn} label={words.pull.scan} button={words.pull.found} />
      {total > 0 ? <p>{words.pull.count(total)}</p> : null}
      {total === 0 ? (
        <p class="note good">{words.pull.none}</p>
      ) : (
        <ListTable name={words.pull.title} heads={[words.pull.shelf, words.title, words.pull.for, words.pull.act]}>
          {lines.map(line => (
            <Line c={c} line={line} />
          ))}
        </ListTable>
      )}
      <Pager
        t={c.var.t}
        page={page}
        pages={pages}
        size={pullPageSize}
        href={to => withQuery(desk.pull, { page: to })}
      />
    </CounterLayout>,
    no ? 422 : 200,
  )
}

const Line = ({ c, line }: { c: Context<Page>; line: PullLine }) => {
  const mine = line.claimedBy === actorName(actorOf(c))
  return (
    <tr>
      <td>
        <b>{line.onHoldShelf ? words.pull.onHoldShelf : [line.shelf, line.callNumber].filter(Boolean).join(' ')}</b>
      </td>
      <td>
        『{line.title}』
        <br />
        {line.barcode}
      </td>
      <td>
        {line.pickupName}
        {line.isOnlyThis ? <span class="state ask">{words.pull.onlyThis}</span> : null}
      </td>
      <td>
        {line.claimedBy === null || mine ? null : (
          <span class="state">{words.pull.claimed(line.claimedBy.replace(/^staff:/, ''))}</span>
        )}
        {mine ? <span class="state ready">{words.pull.mine}</span> : null}
        {line.claimedBy === null ? (
          <Press
            c={c}
            action={desk.pullClaim}
            fields={{ hold: `${line.holdId}`, barcode: line.barcode }}
            label={words.pull.claimOf(line.title)}
            look="quiet"
          >
            {words.pull.claim}
          </Press>
        ) : null}
        <Press
          c={c}
          action={desk.pullNotFound}
          fields={{ barcode: line.barcode }}
          label={words.pull.notFoundOf(line.title)}
          look="quiet"
        >
          {words.pull.notFound}
        </Press>
      </td>
    </tr>
  )
}

import type { Context } from 'hono'
import { z } from 'zod'
import { listBranches } from '#branches/list-branches.ts'
import { checkIn } from '#circulation/desk/check-in.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import type { UndoRefusal } from '#circulation/rules/undo.ts'
import { lastScans, undoScan } from '#circulation/scans/scans.ts'
import { counter as words } from '#text/ja/counter.ts'
import { readForm, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { actorOf, deskSessionOf, staffOf } from '../session.tsx'
import { ScanColumn, ScanField } from './scan-column.tsx'

/** 返却, and what arrives by 回送 or comes from the 在架予約リスト (M26, M34, M35). */
export const checkInPages = pages()
  .get(desk.checkIn, c => checkInPage(c))
  .post(desk.checkIn, async c => {
    const form = readForm(c, z.object({ barcode: text(60) }))
    if (!form.ok) return checkInPage(c, { status: 422 })
    const { library } = c.var
    const { branchId } = staffOf(c)
    const barcode = readBarcode(form.values.barcode)
    const column = { sessionId: deskSessionOf(c), page: 'checkIn' } as const
    await checkIn(library, { actor: actorOf(c), branchId, barcode, column })
    return c.redirect(desk.checkIn, 303)
  })
  .post(desk.checkInUndo, async c => {
    const form = readForm(c, z.object({ scan: z.coerce.number().int().positive().max(1e15) }))
    if (!form.ok) return checkInPage(c, { status: 422 })
    const undone = await undoScan(c.var.library, actorOf(c), deskSessionOf(c), form.values.scan)
    if (!undone.ok) return checkInPage(c, { status: 422, refusal: undone.refusal.why })
    return c.redirect(desk.checkIn, 303)
  })

async function checkInPage(
  c: Context<Page>,
  { status = 200, refusal }: { status?: 200 | 422; refusal?: UndoRefusal['why'] } = {},
) {
  const { library } = c.var
  const scans = await lastScans(library, { sessionId: deskSessionOf(c), page: 'checkIn' })
  return show(
    c,
    <CounterLayout c={c} title={words.checkIn}>
      <h1>
        {words.checkIn} <span class="soft">{staffOf(c).branchName}</span>
      </h1>
      {refusal ? (
        <p class="note ask" role="alert">
          {words.scan.undoRefused[refusal]}
        </p>
      ) : null}
      <ScanField c={c} action={desk.checkIn} button={words.checkIn} />
      <p class="soft">{words.scan.checkInWhy}</p>
      <ScanColumn c={c} page="checkIn" scans={scans} branches={await listBranches(library)} undo={desk.checkInUndo} />
    </CounterLayout>,
    status,
  )
}

import type { Context } from 'hono'
import { z } from 'zod'
import { listBranches } from '#branches/list-branches.ts'
import { checkIn, isUnknownItem } from '#circulation/desk/check-in.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { noteScan } from '#circulation/scans/note-scan.ts'
import { lastScans, scanOnce, undoScan } from '#circulation/scans/scans.ts'
import { ScanId } from '#ids.ts'
import { counter as words } from '#text/ja/counter/desk.ts'
import { idField, readForm } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { actorOf, deskSessionOf, staffOf } from '../session.tsx'
import { ScanColumn } from './scan-column.tsx'
import { ScanField } from './scan-field.tsx'
import { answerScan, notACopyByForm, scanFields, sentIdOf, unknownCopy } from './scanned.ts'

const scanForm = z.object(scanFields)
const undoForm = z.object({ scan: idField(ScanId) })

/** 返却, and what arrives by 回送 or comes from the 在架予約リスト (M26, M34, M35). */
export const checkInPages = pages()
  .get(desk.checkIn, c => checkInPage(c))
  .post(desk.checkIn, async c => {
    const form = readForm(c, scanForm)
    if (!form.ok) return checkInPage(c, words.scan.unreadable)
    const { library } = c.var
    const { branchId } = staffOf(c)
    const barcode = readBarcode(form.values.barcode)
    const column = { sessionId: deskSessionOf(c), page: 'checkIn', sentId: sentIdOf(form.values) } as const
    await scanOnce<unknown>(library, column, async () => {
      const byForm = await notACopyByForm(c, form.values.barcode)
      const isUnknown =
        !byForm && isUnknownItem(await checkIn(library, { actor: actorOf(c), branchId, barcode, column }))
      const no = byForm ?? (isUnknown ? await unknownCopy(c, form.values.barcode) : null)
      if (no) await noteScan(library, column, { branchId, barcode: no.code, said: no.said })
    })
    return answerScan(c, desk.checkIn, () => checkInPage(c))
  })
  .post(desk.checkInUndo, async c => {
    const form = readForm(c, undoForm)
    if (!form.ok) return checkInPage(c, words.scan.undoRefused.nothingToUndo)
    const undone = await undoScan(c.var.library, actorOf(c), deskSessionOf(c), form.values.scan)
    if (!undone.ok) return checkInPage(c, words.scan.undoRefused[undone.refusal.why])
    return c.redirect(desk.checkIn, 303)
  })

async function checkInPage(c: Context<Page>, refused: string | null = null) {
  const { library } = c.var
  const scans = await lastScans(library, { sessionId: deskSessionOf(c), page: 'checkIn' })
  return show(
    c,
    <CounterLayout c={c} title={words.checkIn}>
      <h1>
        {words.checkIn} <span class="soft">{staffOf(c).branchName}</span>
      </h1>
      {refused ? (
        <p class="note ask" role="alert">
          {refused}
        </p>
      ) : null}
      <ScanField c={c} action={desk.checkIn} button={words.checkIn} />
      <p class="soft">{words.scan.checkInWhy}</p>
      <ScanColumn c={c} page="checkIn" scans={scans} branches={await listBranches(library)} undo={desk.checkInUndo} />
    </CounterLayout>,
    refused ? 422 : 200,
  )
}

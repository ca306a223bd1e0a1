import type { Context } from 'hono'
import { z } from 'zod'
import { listBranches } from '#branches/list-branches.ts'
import { renew } from '#circulation/desk/renew.ts'
import { showItem } from '#circulation/lists/show-item.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { noteScan } from '#circulation/scans/note-scan.ts'
import type { Said } from '#circulation/scans/said.ts'
import { lastScans, scanOnce } from '#circulation/scans/scans.ts'
import { LoanId, PatronId } from '#ids.ts'
import { counter } from '#text/ja/counter/desk.ts'
import { counterPatrons as words } from '#text/ja/counter/patrons.ts'
import { idField, idIn, readForm } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { withQuery } from '#web/paths.ts'
import { byId, desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { actorOf, deskSessionOf, staffOf } from '../session.tsx'
import { renewRefusalWords } from './refusals.ts'
import { ScanColumn } from './scan-column.tsx'
import { ScanField } from './scan-field.tsx'
import { answerScan, notACopyByForm, scanFields, sentIdOf, unknownCopy } from './scanned.ts'

const scanForm = z.object(scanFields)
const patronForm = z.object({ patron: idField(PatronId) })

/** 延長: copy after copy, or one line of a patron's loans. */
export const renewPages = pages()
  .get(desk.renew, c => renewPage(c))
  .post(desk.renew, async c => {
    const form = readForm(c, scanForm)
    if (!form.ok) return renewPage(c, 422, counter.scan.unreadable)
    const barcode = readBarcode(form.values.barcode)
    const column = { sessionId: deskSessionOf(c), page: 'renew', sentId: sentIdOf(form.values) } as const
    await scanOnce(c.var.library, column, async () => {
      const byForm = await notACopyByForm(c, form.values.barcode)
      const renewed = byForm ? null : await renewScanned(c, barcode)
      const { said, code } =
        byForm ?? (renewed ? { said: renewed, code: barcode } : await unknownCopy(c, form.values.barcode))
      await noteScan(c.var.library, column, { branchId: staffOf(c).branchId, barcode: code, said })
    })
    return answerScan(c, desk.renew, () => renewPage(c))
  })
  .post(desk.loanRenew(byId), async c => {
    const form = readForm(c, patronForm)
    const renewed = await renew(c.var.library, actorOf(c), idIn(c, LoanId))
    if (!form.ok || !renewed.ok) {
      const why = renewed.ok ? null : renewed.refusal.all.map(renewRefusalWords).join(' ')
      return renewPage(c, 422, why)
    }
    return c.redirect(withQuery(desk.patron(form.values.patron), { done: 'renewed' }), 303)
  })

/** @returns null when no copy has this code */
async function renewScanned(c: Context<Page>, barcode: string): Promise<Said | null> {
  const item = await showItem(c.var.library, barcode)
  if (!item) return null
  const no = (why: string, said: string): Said => ({ do: 'refuse', why, words: said, mayOverride: false })
  if (item.loanId === null) return no('notOnLoan', words.renew.notOnLoan)
  const renewed = await renew(c.var.library, actorOf(c), item.loanId)
  return renewed.ok
    ? { do: 'renew', title: item.title, dueOn: renewed.value.dueOn.toString() }
    : no(renewed.refusal.why, renewed.refusal.all.map(renewRefusalWords).join(' '))
}

async function renewPage(c: Context<Page>, status: 200 | 422 = 200, why: string | null = null) {
  const { library } = c.var
  const scans = await lastScans(library, { sessionId: deskSessionOf(c), page: 'renew' })
  return show(
    c,
    <CounterLayout c={c} title={counter.renew}>
      <h1>{counter.renew}</h1>
      {why ? (
        <p class="note ask" role="alert">
          {why}
        </p>
      ) : null}
      <ScanField c={c} action={desk.renew} button={counter.renew} />
      <p class="soft">{words.renew.why}</p>
      <ScanColumn c={c} page="renew" scans={scans} branches={await listBranches(library)} />
    </CounterLayout>,
    status,
  )
}

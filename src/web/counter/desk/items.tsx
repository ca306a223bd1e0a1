import type { Context } from 'hono'
import { z } from 'zod'
import { markItem } from '#circulation/desk/mark-item.ts'
import { moveItemToBib } from '#circulation/desk/move-item-to-bib.ts'
import { showItem } from '#circulation/lists/show-item.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { counter } from '#text/ja/counter.ts'
import { counterAdmin } from '#text/ja/counter-admin.ts'
import { readForm, readQuery, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { withQuery } from '#web/paths.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { actorOf, staffOf } from '../session.tsx'
import { ItemSheet } from './item-sheet.tsx'

const words = counterAdmin.items

/** 資料の状態: where a copy is and what happened to it; missing, in repair, withdrawn, lost, found. */
export const itemPages = pages()
  .get(desk.items, c => {
    const query = readQuery(c, z.object({ barcode: text(60).optional().catch(undefined) }))
    return itemPage(c, query.ok ? query.values.barcode : undefined)
  })
  .post(desk.itemMark, async c => {
    const marks = z.enum(['missing', 'repair', 'withdrawn', 'found', 'lost', 'settled'])
    const form = readForm(c, z.object({ barcode: text(60), mark: marks, reason: text(200) }))
    if (!form.ok) return itemPage(c, form.typed.barcode, form.errors.reason ? 'reasonMissing' : 'unknownItem')
    const { mark, reason } = form.values
    const barcode = readBarcode(form.values.barcode)
    const marked = await markItem(c.var.library, actorOf(c), barcode, mark, reason, staffOf(c).branchId)
    return marked.ok
      ? c.redirect(withQuery(desk.items, { barcode, done: 'marked' }), 303)
      : itemPage(c, barcode, marked.refusal.why)
  })
  .post(desk.itemMove, async c => {
    const form = readForm(c, z.object({ barcode: text(60), bib: z.coerce.number().int().positive().max(1e15) }))
    if (!form.ok) return itemPage(c, form.typed.barcode, 'unknownBib')
    const barcode = readBarcode(form.values.barcode)
    const moved = await moveItemToBib(c.var.library, actorOf(c), barcode, form.values.bib)
    return moved.ok
      ? c.redirect(withQuery(desk.items, { barcode, done: 'moved' }), 303)
      : itemPage(c, barcode, moved.refusal.why)
  })

async function itemPage(c: Context<Page>, typed: string | undefined, no?: string) {
  const barcode = typed ? readBarcode(typed) : undefined
  const item = barcode ? await showItem(c.var.library, barcode) : null
  const isUnknown = barcode !== undefined && item === null
  const why = no ?? (isUnknown ? 'unknownItem' : null)
  const done = c.req.query('done')
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <form class="scan" action={desk.items}>
        <label for="barcode">{counter.scan.barcode}</label>
        <span class="seek">
          <input id="barcode" name="barcode" type="text" autocomplete="off" maxlength={60} autofocus required />
          <button type="submit" class="button chief">
            {words.button}
          </button>
        </span>
      </form>
      {why ? (
        <p class="note ask" role="alert">
          {words.refused[why] ?? words.refused.unknownItem}
        </p>
      ) : null}
      {!why && item && (done === 'marked' || done === 'moved') ? (
        <p class="note good" role="status">
          {words[done]}
        </p>
      ) : null}
      {item ? <ItemSheet c={c} item={item} /> : null}
    </CounterLayout>,
    why ? 422 : 200,
  )
}

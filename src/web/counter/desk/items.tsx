import type { Context } from 'hono'
import { z } from 'zod'
import { cardScanned } from '#circulation/desk/card-scanned.ts'
import { type Mark, markItem } from '#circulation/desk/mark-item.ts'
import { moveItemToBib } from '#circulation/desk/move-item-to-bib.ts'
import { showItem } from '#circulation/lists/show-item.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { BibId } from '#ids.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { counter } from '#text/ja/counter/desk.ts'
import { idField, readForm, readQuery, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Submit } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { actorOf, staffOf } from '../session.tsx'
import { ItemSheet } from './item-sheet.tsx'
import { LastCopy, MarkMany, type Shown } from './mark-forms.tsx'

const words = counterAdmin.items

const marks = [
  'missing',
  'repair',
  'withdrawn',
  'inProcess',
  'found',
  'lost',
  'settled',
] as const satisfies readonly Mark[]
const yes = z.literal('yes').optional()
const markForm = z.object({ barcode: text(60), mark: z.enum(marks), reason: text(200), many: yes, anyway: yes })
const shownFields = {
  barcode: text(60).optional().catch(undefined),
  mark: z.enum(marks).optional().catch(undefined),
  reason: text(200).optional().catch(undefined),
  many: z
    .string()
    .transform(typed => typed === 'yes')
    .optional(),
}

const shownQuery = z.object(shownFields)
const barcodeForm = z.object({ barcode: text(60), bib: idField(BibId) })

/** 資料の状態: where a copy is and what happened to it; missing, in repair, withdrawn, lost, found. */
export const itemPages = pages()
  .get(desk.items, c => {
    const query = readQuery(c, shownQuery)
    const { barcode, ...rest } = query.ok ? query.values : { barcode: undefined }
    return itemPage(c, { typed: barcode, ...rest })
  })
  .post(desk.itemMark, async c => {
    const form = readForm(c, markForm)
    if (!form.ok) {
      const { barcode, mark, reason } = form.typed
      const many = form.typed.many === 'yes' ? { many: true, mark: marks.find(one => one === mark), reason } : {}
      return itemPage(c, { typed: barcode, no: form.errors.reason ? 'reasonMissing' : 'unknownItem', ...many })
    }
    const { mark, reason, many } = form.values
    const barcode = readBarcode(form.values.barcode)
    const askFirst = form.values.anyway === undefined
    const marked = await markItem(c.var.library, actorOf(c), barcode, mark, reason, staffOf(c).branchId, askFirst)
    const next = many === 'yes' ? { many: 'yes', mark, reason } : {}
    if (marked.ok) return c.redirect(withQuery(desk.items, { barcode, done: 'marked', ...next }), 303)
    const shown = { typed: barcode, mark, reason, many: many === 'yes' }
    return marked.refusal.why === 'lastCopyAwaited'
      ? itemPage(c, { ...shown, awaited: marked.refusal.waiting })
      : itemPage(c, { ...shown, no: marked.refusal.why })
  })
  .post(desk.itemMove, async c => {
    const form = readForm(c, barcodeForm)
    if (!form.ok) return itemPage(c, { typed: form.typed.barcode, no: 'unknownBib' })
    const barcode = readBarcode(form.values.barcode)
    const moved = await moveItemToBib(c.var.library, actorOf(c), barcode, form.values.bib)
    return moved.ok
      ? c.redirect(withQuery(desk.items, { barcode, done: 'moved' }), 303)
      : itemPage(c, { typed: barcode, no: moved.refusal.why })
  })

async function itemPage(c: Context<Page>, shown: Shown) {
  const { typed, no, many, mark, awaited } = shown
  const barcode = typed ? readBarcode(typed) : undefined
  const item = barcode ? await showItem(c.var.library, barcode) : null
  const isUnknown = barcode !== undefined && item === null
  const asJudged = no ?? (isUnknown ? 'unknownItem' : null)
  const isCard = asJudged === 'unknownItem' && typed && (await cardScanned(c.var.library, typed)) !== null
  const why = isCard ? 'isCard' : asJudged
  const isWrong = why !== null || awaited !== undefined
  const done = c.req.query('done')
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      {many ? null : (
        <form class="scan" action={desk.items}>
          <label for="barcode">{counter.scan.barcode}</label>
          <span class="seek">
            <input id="barcode" name="barcode" type="text" autocomplete="off" maxlength={60} autofocus required />
            <Submit look="chief">{words.button}</Submit>
          </span>
        </form>
      )}
      {why ? (
        <p class="note ask" role="alert">
          {words.refused[why] ?? words.refused.unknownItem}
        </p>
      ) : null}
      {awaited !== undefined && item ? <LastCopy c={c} shown={shown} barcode={item.barcode} awaited={awaited} /> : null}
      {!isWrong && item && (done === 'marked' || done === 'moved') ? (
        <p class="note good" role="status">
          {done === 'marked' && mark ? words.markedOf(item.barcode, words.marks[mark]) : words[done]}
        </p>
      ) : null}
      {item && !many ? <ItemSheet c={c} item={item} /> : <MarkMany c={c} {...shown} />}
    </CounterLayout>,
    isWrong ? 422 : 200,
  )
}

import type { Context } from 'hono'
import type { Mark } from '#circulation/desk/mark-item.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import type { Page } from '#web/page.ts'
import { Field, PostForm, Submit } from '#web/parts/form.tsx'
import { desk } from '../desk-paths.ts'
import { MarkSelect } from './item-sheet.tsx'

const words = counterAdmin.items

/** What the page of a copy shows besides the copy. */
export type Shown = {
  typed?: string | undefined
  no?: string
  mark?: Mark | undefined
  reason?: string | undefined
  /** One copy after another is marked the same. */
  many?: boolean | undefined
  /** How many wait for the last copy that was to be withdrawn. */
  awaited?: number
}

/** 続けて変える: state and reason stay, the cursor waits for the next copy. 200 withdrawals are 200 scans. */
export const MarkMany = ({ c, many, mark, reason }: { c: Context<Page> } & Shown) => {
  const typed = { c, autocomplete: 'off', required: true }
  return (
    <details open={many}>
      <summary>{words.many}</summary>
      <PostForm c={c} action={desk.itemMark} class="sheet stack tight">
        <input type="hidden" name="many" value="yes" />
        <p>{words.manyWhy}</p>
        <div class="line-act">
          <MarkSelect id="many-mark" chosen={mark ?? 'withdrawn'} />
          <Field {...typed} id="many-reason" name="reason" label={words.reason} maxlength={200} value={reason} />
          <Field
            {...typed}
            id="many-barcode"
            name="barcode"
            label={words.manyBarcode}
            maxlength={60}
            autofocus={!!(many && reason)}
          />
          <Submit>{words.markButton}</Submit>
        </div>
      </PostForm>
    </details>
  )
}

type Asked = { c: Context<Page>; shown: Shown; barcode: string; awaited: number }

/** Before the last copy of an awaited title is withdrawn: how many wait, and the button that goes on. */
export const LastCopy = ({ c, shown, barcode, awaited }: Asked) => (
  <div class="note ask stack tight">
    <p role="alert">{words.lastCopyAwaited(barcode, awaited)}</p>
    <PostForm c={c} action={desk.itemMark} class="">
      <input type="hidden" name="barcode" value={barcode} />
      <input type="hidden" name="mark" value="withdrawn" />
      <input type="hidden" name="reason" value={shown.reason} />
      <input type="hidden" name="anyway" value="yes" />
      {shown.many ? <input type="hidden" name="many" value="yes" /> : null}
      <Submit>{words.withdrawAnyway}</Submit>
    </PostForm>
  </div>
)

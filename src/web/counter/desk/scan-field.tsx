import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { counter as words } from '#text/ja/counter/desk.ts'
import type { Page } from '#web/page.ts'
import { PostForm, Submit } from '#web/parts/form.tsx'

/**
 * The one field of a page that is scanned into. The cursor stands in it; Enter, which a scanner sends, submits. With
 * the script of the page each scan is kept, sent in its turn and answered in the page; without it each is a page of its
 * own.
 */
export const ScanField = ({
  c,
  action,
  name = 'barcode',
  label = words.scan.barcode,
  button,
  children,
}: {
  c: Context<Page>
  action: string
  name?: string
  label?: string
  button: string
  children?: unknown
}) => (
  <PostForm c={c} action={action} class="scan">
    <label for={name}>{label}</label>
    <span class="seek">
      <input id={name} name={name} type="text" autocomplete="off" maxlength={60} autofocus required />
      <Submit look="chief">{button}</Submit>
    </span>
    <input type="hidden" name="sent" value={randomUUID()} />
    {children as never}
    <noscript>
      <p class="soft">{words.scan.withoutScript}</p>
    </noscript>
  </PostForm>
)

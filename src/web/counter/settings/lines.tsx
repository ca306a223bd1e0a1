import type { Context } from 'hono'
import type { Page } from '#web/page.ts'

/** What was typed into a field of several lines; a browser ends them with CR LF. */
export const typed = (c: Context<Page>, field: string): string =>
  (c.var.form?.get(field)?.[0] ?? '').replaceAll('\r\n', '\n').trim()

/** Which version of the settings the form was made from. */
export const seen = (c: Context<Page>, version: number): number => Number(typed(c, 'version')) || version

type LinesProps = { name: string; label: string; value: string; max: number; rows?: number; hint?: string }

/** Words of the library's own, of several lines. */
export const Lines = ({ name, label, value, max, rows = 3, hint }: LinesProps) => (
  <div class="field">
    <label for={name}>{label}</label>
    <textarea id={name} name={name} rows={rows} maxlength={max} aria-describedby={hint ? `${name}-hint` : undefined}>
      {value}
    </textarea>
    {hint ? (
      <small class="prewrap" id={`${name}-hint`}>
        {hint}
      </small>
    ) : null}
  </div>
)

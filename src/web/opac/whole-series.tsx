import type { Context } from 'hono'
import type { Bib } from '#catalogue/rules/bib.ts'
import { addedTogetherMax } from '../my-library/onward.ts'
import type { Page } from '../page.ts'
import { PostForm } from '../parts/form.tsx'
import { nameOf } from '../parts/shelf.tsx'
import { paths } from '../paths.ts'
import { recordLang } from './hit.tsx'

/** シリーズをまとめて予約かごへ: the volumes as ticks. Not there while nothing can be reserved (M14). */
export function WholeSeries({ c, volumes }: { c: Context<Page>; volumes: readonly Bib[] }) {
  const words = c.var.t.browse.series
  if (volumes.length < 2 || c.var.today.ordering === 'closed') return null
  return (
    <details class="screen-only">
      <summary>{words.title}</summary>
      <PostForm c={c} action={paths.basketAdd}>
        <fieldset class="field">
          <legend>{words.volumes}</legend>
          <div class="choices" lang={recordLang(c)}>
            {volumes.slice(0, addedTogetherMax).map(volume => (
              <label class="pick">
                <input type="checkbox" name="bib" value={`${volume.id}`} checked />
                <span>{nameOf(volume)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <button type="submit" class="button">
          {words.button}
        </button>
      </PostForm>
    </details>
  )
}

import type { Context } from 'hono'
import type { Bib } from '#catalogue/rules/bib.ts'
import { splitVolume } from '#catalogue/rules/volume.ts'
import { addedTogetherMax } from '#web/my-library/account/onward.ts'
import type { Page } from '#web/page.ts'
import { nameOf } from '#web/parts/books/shelf.tsx'
import { PostForm, Submit, Tick } from '#web/parts/form.tsx'
import { paths } from '#web/paths.ts'
import { recordLang } from '../search/hit.tsx'

/**
 * シリーズをまとめて予約かごへ: the volumes as ticks; those of a long series in parts, as many as go into the basket at once. Not
 * there while nothing can be reserved (M14).
 */
export function WholeSeries({ c, volumes }: { c: Context<Page>; volumes: readonly Bib[] }) {
  if (volumes.length < 2 || c.var.today.ordering === 'closed') return null
  const count = Math.ceil(volumes.length / addedTogetherMax)
  // Parts of like size: 31 volumes are 16 and 15, not 30 and a single one.
  const size = Math.ceil(volumes.length / count)
  const parts = Array.from({ length: count }, (_, nth) => volumes.slice(nth * size, (nth + 1) * size))
  return (
    <>
      {parts.map(part => (
        <Volumes c={c} volumes={part} isPart={count > 1} />
      ))}
    </>
  )
}

function Volumes({ c, volumes, isPart }: { c: Context<Page>; volumes: readonly Bib[]; isPart: boolean }) {
  const words = c.var.t.browse.series
  const named = isPart ? words.part(numberOf(volumes[0]!), numberOf(volumes.at(-1)!)) : ''
  return (
    <details class="screen-only">
      <summary>
        {words.title}
        {named}
      </summary>
      <PostForm c={c} action={paths.basketAdd}>
        <fieldset class="field">
          <legend>
            {words.volumes}
            {named}
          </legend>
          <div class="choices" lang={recordLang(c)}>
            {volumes.map(volume => (
              <Tick name="bib" value={`${volume.id}`} checked>
                {nameOf(volume)}
              </Tick>
            ))}
          </div>
        </fieldset>
        <Submit>{words.button}</Submit>
      </PostForm>
    </details>
  )
}

/** '第12巻' of '坂の上の雲 第12巻' */
const numberOf = ({ title, volume }: Bib): string => volume ?? splitVolume(title).volume ?? title

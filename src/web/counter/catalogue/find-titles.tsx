import type { Context } from 'hono'
import type { FoundBib } from '#catalogue/search-catalogue.ts'
import { findForStaff, foundMax } from '#cataloguing/find-for-staff.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { counterCataloguing } from '#text/ja/counter/cataloguing.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import type { Page } from '#web/page.ts'
import { Submit } from '#web/parts/form.tsx'
import { desk } from '../desk-paths.ts'
import { ListEnds } from '../list-ends.tsx'

/**
 * What a desk types or scans to name a title: the code of a copy, words, an ISBN; what is 非公開 by all but words. An
 * empty list when nothing is asked.
 */
export async function findTitles(c: Context<Page>, q: string | undefined): Promise<FoundBib[]> {
  if (!q) return []
  return findForStaff(c.var.library, readCode(q))
}

/** A code may come with the letters of a scanner; words stay as they are. */
const readCode = (q: string) => (/^[a-dA-D]?\d+[a-dA-D]?$/.test(q.normalize('NFKC').trim()) ? readBarcode(q) : q)

export const titleOf = ({ bib }: FoundBib): string => [bib.title, bib.volume].filter(Boolean).join(' ')

/** The box in which a title is looked for. `keeps` are fields that go along. */
export const TitleBox = ({
  action,
  q,
  keeps = [],
}: {
  action: string
  q: string | undefined
  keeps?: readonly (readonly [name: string, value: string])[]
}) => (
  <form class="scan" action={action}>
    {keeps.map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <label for="q">{words.find.label}</label>
    <span class="seek">
      <input id="q" name="q" type="text" value={q} maxlength={100} autocomplete="off" autofocus />
      <Submit look="chief">{words.find.button}</Submit>
    </span>
  </form>
)

/** What was found, each with what can be done with it. */
export const FoundTitles = ({
  q,
  found,
  note,
  act,
}: {
  q: string | undefined
  found: readonly FoundBib[]
  /** What tells one from another that looks the same. */
  note?: (one: FoundBib) => string
  act: (one: FoundBib) => { href: string; words: string; of: string }
}) => {
  if (!q) return null
  if (found.length === 0)
    return (
      <div class="note" role="status">
        <p>{words.find.none}</p>
        <p>
          <a href={desk.hidden}>{counterCataloguing.hiding.title}</a>
        </p>
      </div>
    )
  return (
    <>
      <ListEnds shown={found.length} max={foundMax} />
      <ul class="stack tight">
        {found.map(one => {
          const deed = act(one)
          return (
            <li class="verdict">
              <a class="button" href={deed.href} aria-label={deed.of}>
                {deed.words}
              </a>
              <span>
                『{titleOf(one)}』{one.bib.hiddenAt === null ? null : <b>（{counterCataloguing.hiding.mark}）</b>}
                <br />
                <span class="soft">
                  {[one.bib.responsibility, one.bib.publisher, one.bib.published, note?.(one)]
                    .filter(Boolean)
                    .join('　')}
                </span>
              </span>
              <span>{words.find.waiting(one.availability.waiting)}</span>
            </li>
          )
        })}
      </ul>
    </>
  )
}

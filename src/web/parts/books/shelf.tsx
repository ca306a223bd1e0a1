import type { Bib } from '#catalogue/rules/bib.ts'
import type { BibId } from '#ids.ts'
import type { Library } from '#library.ts'
import { paths } from '#web/paths.ts'
import { Book } from './book.tsx'

type ShelfProps = {
  label: string
  bibs: Pick<Bib, 'id' | 'title' | 'volume' | 'ndc' | 'kind' | 'isbns' | 'publisher' | 'year'>[]
  library: Library
  /** The one whose page this is, and how to say so. */
  here?: { id: BibId; words: string }
  /** Where a book leads; to its record, if not said. */
  to?: (id: BibId) => string
}

/** 棚: books side by side on a board; it scrolls, also with the arrow keys. */
export const Shelf = ({ label, bibs, library, here, to = paths.bib }: ShelfProps) => (
  <ul class="shelf" tabindex={0} aria-label={label}>
    {bibs.map(bib => (
      <li>
        <Book bib={bib} library={library} />
        {here?.id === bib.id ? (
          <>
            <b aria-current="true">{nameOf(bib)}</b>
            <small>{here.words}</small>
          </>
        ) : (
          <a href={to(bib.id)}>{nameOf(bib)}</a>
        )}
        {alike(bib, bibs) ? <small>{[bib.publisher, bib.year].filter(Boolean).join(' ')}</small> : null}
      </li>
    ))}
  </ul>
)

/** Two editions of one name stand side by side: what came out when, where, tells them apart. */
const alike = (bib: ShelfProps['bibs'][number], bibs: ShelfProps['bibs']): boolean =>
  bibs.some(other => other.id !== bib.id && nameOf(other) === nameOf(bib))

/** Title and volume, as one reads them out. */
export const nameOf = ({ title, volume }: Pick<Bib, 'title' | 'volume'>): string =>
  volume === null || title.endsWith(volume) ? title : `${title} ${volume}`

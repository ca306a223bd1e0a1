import type { BibId } from '#ids.ts'
import type { Text } from '#text/text.ts'
import { paths, withQuery } from '#web/paths.ts'

/** Links to files of sources: RIS and BibTeX of these titles. */
export const CiteFiles = ({ t, bibIds }: { t: Text; bibIds: readonly BibId[] }) => (
  <>
    <a href={withQuery(paths.cite('ris'), { id: bibIds.join(',') })} rel="nofollow">
      {t.opac.record.citeRis}
    </a>{' '}
    <a href={withQuery(paths.cite('bib'), { id: bibIds.join(',') })} rel="nofollow">
      BibTeX
    </a>
  </>
)

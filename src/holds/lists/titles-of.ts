import type { BibId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { loadBasketTitles, loadTitlesFor } from './list-store.ts'

/** What these bibs are called, volume included, so that a refusal can name its title. */
export const titlesOf = (
  library: Pick<Library, 'db'>,
  bibIds: readonly BibId[],
): Promise<{ bibId: BibId; title: string }[]> => loadBasketTitles(library.db, bibIds)

/** The same for a patron, who is not told the title of what is hidden, unless it is theirs already. */
export const titlesFor = (
  library: Pick<Library, 'db'>,
  patronId: PatronId,
  bibIds: readonly BibId[],
): Promise<{ bibId: BibId; title: string }[]> => loadTitlesFor(library.db, patronId, bibIds)

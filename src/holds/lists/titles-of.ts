import type { BibId } from '#ids.ts'
import type { Library } from '#library.ts'
import { loadBasketTitles } from './list-store.ts'

/** What these bibs are called, volume included, so that a refusal can name its title. */
export const titlesOf = (
  library: Pick<Library, 'db'>,
  bibIds: readonly BibId[],
): Promise<{ bibId: BibId; title: string }[]> => loadBasketTitles(library.db, bibIds)

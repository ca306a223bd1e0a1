import type { BibId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { loadTitles } from './list-store.ts'

/**
 * What these bibs are called, volume included, so that a refusal or a mail can name its title.
 * @param reader a patron is not told the title of what is hidden, unless it is theirs already
 */
export const titlesOf = (
  { db }: Pick<Library, 'db'>,
  reader: PatronId | 'library',
  bibIds: readonly BibId[],
): Promise<{ bibId: BibId; title: string }[]> => loadTitles(db, reader, bibIds)

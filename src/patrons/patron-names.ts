import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { loadMergedOnes } from './merged-patron-store.ts'
import { loadNames } from './patron-store.ts'

/** What patrons are called, by their numbers; who was forgotten has no name any more. */
export const patronNames = async (library: Library, patronIds: readonly PatronId[]): Promise<Map<PatronId, string>> =>
  new Map((await loadNames(library.db, patronIds)).map(({ id, name }) => [id, name]))

/** Every number under which somebody is or was registered. */
export const everyNumberOf = async (library: Library, patronId: PatronId): Promise<PatronId[]> => [
  patronId,
  ...(await loadMergedOnes(library.db, patronId)),
]

import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { loadMailReader } from './patron-store.ts'
import { givenName } from './rules/given-name.ts'

/** In which language a patron chose to be written to (null: none), and the part of their name that may stand there. */
export async function mailReader(
  library: Pick<Library, 'db'>,
  patronId: PatronId | null,
): Promise<{ language: string | null; givenName: string | null }> {
  const found = patronId === null ? undefined : await loadMailReader(library.db, patronId)
  return { language: found?.language ?? null, givenName: found ? givenName(found) : null }
}

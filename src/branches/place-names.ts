import type { Library } from '#library.ts'
import { keptOr } from '#std/kept.ts'
import { loadBranches, loadEnglishStops } from './branch-store.ts'
import type { Branch } from './rules/branch.ts'

/** The English name of a branch or a stop by its Japanese one, which stays where there is none. */
export function englishNames(places: {
  branches: readonly Branch[]
  englishStops: ReadonlyMap<string, string>
}): (name: string) => string {
  const english = new Map([
    ...places.branches.map(({ name, nameInEnglish }) => [name, nameInEnglish] as const),
    ...places.englishStops,
  ])
  return name => english.get(name) ?? name
}

/** The same, of the places as they are in force. */
export async function englishPlaceNames(library: Pick<Library, 'db' | 'kept'>): Promise<(name: string) => string> {
  const [branches, englishStops] = await Promise.all([
    keptOr(library.kept, 'branches', () => loadBranches(library.db)),
    keptOr(library.kept, 'English names of stops', () => loadEnglishStops(library.db)),
  ])
  return englishNames({ branches, englishStops })
}

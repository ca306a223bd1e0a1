import type { Library } from '#library.ts'
import { keptOr } from '#std/kept.ts'
import { loadBranches, loadStopNames, type StopNames } from './branch-store.ts'
import type { Branch } from './rules/branch.ts'

type Named = { branches: readonly Branch[]; stopNames: ReadonlyMap<string, StopNames> }

/** The English name of a branch or a stop by its Japanese one, which stays where there is none. */
export function englishNames({ branches, stopNames }: Named): (name: string) => string {
  const english = new Map([
    ...branches.map(({ name, nameInEnglish }) => [name, nameInEnglish] as const),
    ...[...stopNames].map(([name, names]) => [name, names.english] as const),
  ])
  return name => english.get(name) ?? name
}

/** The reading of a branch or a stop by its name, in kana; null where the library has given none. */
export function namesInKana({ branches, stopNames }: Named): (name: string) => string | null {
  const kana = new Map([
    ...branches.map(({ name, nameInKana }) => [name, nameInKana] as const),
    ...[...stopNames].map(([name, names]) => [name, names.kana] as const),
  ])
  return name => kana.get(name) ?? null
}

/** The English names of the places as they are in force. */
export async function englishPlaceNames(library: Pick<Library, 'db' | 'kept'>): Promise<(name: string) => string> {
  const [branches, stopNames] = await Promise.all([
    keptOr(library.kept, 'branches', () => loadBranches(library.db)),
    keptOr(library.kept, 'names of stops', () => loadStopNames(library.db)),
  ])
  return englishNames({ branches, stopNames })
}

import type { Library } from '#library.ts'
import { type Outcome, refused } from '#std/outcome.ts'
import { type Changed, type ChangeRefusal, changeDescription } from './change-description.ts'
import type { Description } from './description.ts'
import { loadVersions, type StoredVersion } from './description-store.ts'
import { type Change, changesBetween } from './rules/changes.ts'

/** A version, with what it changed; null: the one before it is not known, or cannot be read any more. */
export type Version = StoredVersion & { changes: Change[] | null }

/** Who changed the description when and why, newest first. */
export async function versionsOf(library: Pick<Library, 'db'>, limit = 50): Promise<Version[]> {
  const stored = await loadVersions(library.db, limit + 1)
  return stored.slice(0, limit).map(({ description, placesKept, ...version }, nth) => {
    const before = stored[nth + 1]
    const isKnown = description && before?.description
    const changes = isKnown
      ? changesBetween(before.description, description).filter(
          ({ path }) => before.placesKept === placesKept || !['branches', 'stops'].includes(path[0]!),
        )
      : null
    return { ...version, changes }
  })
}

/** The description as it was before a version; null: it is not known, or cannot be read any more. */
export async function descriptionBefore(library: Pick<Library, 'db'>, version: number): Promise<Description | null> {
  const stored = await loadVersions(library.db, 1_000)
  return stored.find(one => one.version < version)?.description ?? null
}

/**
 * Puts the version before one into force again, as a new version: what was changed since is changed back too.
 * @param basedOn the newest version that whoever does it saw
 */
export async function takeBack(
  library: Library,
  staff: { login: string },
  version: number,
  { basedOn, why }: { basedOn: number; why: string },
): Promise<Outcome<Changed, ChangeRefusal | { why: 'notKnown' }>> {
  const before = await descriptionBefore(library, version)
  return before ? changeDescription(library, staff, before, { basedOn, why }) : refused({ why: 'notKnown' })
}

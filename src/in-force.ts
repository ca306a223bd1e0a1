import { loadInForceVersion } from '#in-force-store.ts'
import type { Library } from '#library.ts'
import { loadPolicy } from '#policy-store.ts'
import { Kept } from '#std/kept.ts'

type InForce = { version: number; library: Library; policyVersion: number }

/**
 * The library with its places, calendar and rules as they are in force now: what was read of them under the same number
 * is not read again. Each page hears the number together with its session.
 */
export async function libraryAt(asked: Library, version: number): Promise<Library> {
  const library = opened.get(asked) ?? asked
  const known = inForce.get(library)
  if (known?.version === version) return known.library
  const { policy, version: policyVersion } = await loadPolicy(library.db)
  // A library without a document keeps the rules that it was opened with.
  if (policyVersion !== (known?.policyVersion ?? 0)) library.policy = policy
  const kept = { version, library: keeping(library, inForce.get(library)?.library.kept), policyVersion }
  inForce.set(library, kept)
  opened.set(kept.library, library)
  return kept.library
}

/** The same for who has no session: asks for the number. */
export const libraryNow = async (library: Library): Promise<Library> =>
  libraryAt(library, await loadInForceVersion(library.db))

/** As far as it is known, without asking. */
export const libraryAsKnown = (library: Library): Library => inForce.get(library)?.library ?? library

const inForce = new WeakMap<Library, InForce>()
/** The library as it was opened, of each that keeps something. */
const opened = new WeakMap<Library, Library>()

/** The rules stay those of the library itself: a change of them is seen by all who have it in hand. */
const keeping = (library: Library, before: Kept | undefined): Library => ({
  ...library,
  kept: new Kept(before),
  get policy() {
    return library.policy
  },
  set policy(policy) {
    library.policy = policy
  },
})

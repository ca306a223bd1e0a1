import type { Library } from '#library.ts'
import { loadPolicy } from '#policy-store.ts'
import { ToldOnce } from '#std/told-once.ts'

/** Looks every few seconds whether another process has put new settings into force, and takes them over. */
export function keepPolicy(library: Library, everySeconds = 5): { stop(): void } {
  let known: number | null = null
  let looking = false
  const reading = new ToldOnce(library.log, 'the settings could not be read')
  const timer = setInterval(async () => {
    if (looking) return
    looking = true
    try {
      known = await takeOverPolicy(library, known)
      reading.wentWell()
    } catch (error) {
      reading.failed(error)
    } finally {
      looking = false
    }
  }, everySeconds * 1000)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

/**
 * Takes over the settings in force.
 * @param known the version that was taken over last; the same once more changes nothing
 * @returns the version in force
 */
export async function takeOverPolicy(library: Library, known: number | null = null): Promise<number> {
  const { policy, version } = await loadPolicy(library.db)
  if (version !== known) library.policy = policy
  return version
}

import type { Library } from '#library.ts'
import type { FeedPosition } from '../index-store.ts'
import type { CatalogueIndex } from './catalogue-index.ts'
import { buildFromDatabase, catchUp } from './follow.ts'

/** The database is asked this often what changed. */
const pollMilliseconds = 300

export type OpenIndex = { index: CatalogueIndex; close(): Promise<void> }

/** Builds the index of a library and keeps it up to date until it is closed. */
export async function openIndex(library: Pick<Library, 'db' | 'clock' | 'log'>): Promise<OpenIndex> {
  const { db, clock, log } = library
  const built = await buildFromDatabase(db, clock.now())
  let position: FeedPosition = built.position
  let closed = false
  let timer: NodeJS.Timeout
  let following = Promise.resolve()

  const follow = async () => {
    try {
      position = await catchUp(db, built.index, position, clock.now())
    } catch (error) {
      // The database is away for a while: the pages go on with what is known, and the next round asks again.
      if (!closed) log.warn('index could not follow', { error: (error as Error).message })
    }
    if (!closed) timer = setTimeout(() => (following = follow()), pollMilliseconds)
  }
  following = follow()

  return {
    index: built.index,
    async close() {
      closed = true
      clearTimeout(timer)
      await following
    },
  }
}

import { readPlacesAhead } from '#branches/show-places.ts'
import { libraryNow } from '#in-force.ts'
import type { Library } from '#library.ts'
import { ToldOnce } from '#std/told-once.ts'

/**
 * Places and calendar are in the memory of this process before anybody asks for them: they are shown while the database
 * is away.
 */
export function keepPlaces(library: Library, everySeconds = 60): { first: Promise<void>; stop(): Promise<void> } {
  const ahead = new ToldOnce(library.log, 'the calendar could not be read ahead')
  let reading = read()
  const first = reading
  const timer = setInterval(() => {
    reading = reading.then(read)
  }, everySeconds * 1_000)
  timer.unref()
  return {
    first,
    async stop() {
      clearInterval(timer)
      await reading
    },
  }

  async function read(): Promise<void> {
    try {
      await readPlacesAhead(await libraryNow(library))
      ahead.wentWell()
    } catch (error) {
      ahead.failed(error)
    }
  }
}

/** YYYY-MM-DDThh:mm:ssZ or YYYY-MM-DD, of a day there is. */
export function isDatestamp(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$/.test(text)) return false
  try {
    rangeStart(text)
    return true
  } catch {
    return false
  }
}

/** The instant at which a day or second begins; days are those of UTC. */
export const rangeStart = (datestamp: string): Temporal.Instant =>
  Temporal.Instant.from(datestamp.length === 10 ? `${datestamp}T00:00:00Z` : datestamp)

/** The instant at which it is over. */
export const rangeEnd = (datestamp: string): Temporal.Instant =>
  rangeStart(datestamp).add(datestamp.length === 10 ? { hours: 24 } : { seconds: 1 })

/** As a harvester reads it: whole seconds, UTC. */
export const datestamp = (instant: Temporal.Instant): string =>
  instant.toString({ smallestUnit: 'second', roundingMode: 'floor' })

/** YYYY-MM-DDThh:mm:ssZ or YYYY-MM-DD, of a day there is; the database knows no year 0000. */
export function isDatestamp(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$/.test(text)) return false
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

/** The instant at which it is over. The last of all days, 9999-12-31 as some harvesters say for ever, does not end. */
export function rangeEnd(datestamp: string): Temporal.Instant {
  const end = rangeStart(datestamp).add(datestamp.length === 10 ? { hours: 24 } : { seconds: 1 })
  return Temporal.Instant.compare(end, lastInstant) > 0 ? lastInstant : end
}

/** Behind it a year has five digits, which the database reads in another way. */
const lastInstant = Temporal.Instant.from('9999-12-31T23:59:59.999999Z')

/** As a harvester reads it: whole seconds, UTC. */
export const datestamp = (instant: Temporal.Instant): string =>
  instant.toString({ smallestUnit: 'second', roundingMode: 'floor' })

/** A calendar of half a year for each of a hundred places, and what else there is. */
const keptMax = 5_000

/**
 * What has been read once and is not read again, by name. What cannot be read now is answered as it was read before, if
 * ever.
 * @param before what was kept until something changed
 */
export class Kept {
  private known = new Map<string, Promise<unknown>>()
  private before: Map<string, Promise<unknown>>

  constructor(before?: Kept) {
    this.before = new Map([...(before?.before ?? []), ...(before?.known ?? [])].slice(-keptMax))
  }

  /** @throws what `read` throws, when nothing was read before */
  get<T>(name: string, read: () => Promise<T>): Promise<T> {
    const known = this.known.get(name) as Promise<T> | undefined
    if (known) return known
    const reading = read().catch((error: unknown) => {
      // The next one who asks tries again.
      this.known.delete(name)
      const earlier = this.before.get(name) as Promise<T> | undefined
      if (earlier) return earlier
      throw error
    })
    // Nobody may wait for it any more by the time it fails.
    reading.catch(() => this.before.delete(name))
    if (this.known.size >= keptMax) this.known.clear()
    this.known.set(name, reading)
    return reading
  }
}

/** Reads by name where something is kept, else anew. */
export const keptOr = <T>(kept: Kept | undefined, name: string, read: () => Promise<T>): Promise<T> =>
  kept ? kept.get(name, read) : read()

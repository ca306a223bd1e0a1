/**
 * How many forms may be on their way at once: of one address, so that nobody takes the places of others by sending sign
 * by sign, and in all, so that what is read of them fits into memory.
 */
export type ReadingLimits = { ofOneMax: number; max: number }

const usual: ReadingLimits = { ofOneMax: 50, max: 1_000 }

/**
 * Gives each form a place while it is read.
 * @returns what `read` gives; undefined when there is no place left for this address
 */
export function createReadingPlaces({ ofOneMax, max } = usual) {
  const ofOne = new Map<string, number>()
  let all = 0
  return async <T>(address: string, read: () => Promise<T>): Promise<T | undefined> => {
    const here = ofOne.get(address) ?? 0
    if (here >= ofOneMax || all >= max) return undefined
    ofOne.set(address, here + 1)
    all++
    try {
      return await read()
    } finally {
      all--
      const left = ofOne.get(address)! - 1
      if (left === 0) ofOne.delete(address)
      else ofOne.set(address, left)
    }
  }
}

/**
 * How many forms may be on their way at once: of one visitor, so that nobody takes the places of others by sending sign
 * by sign, and in all, so that what is read of them fits into memory.
 */
export type ReadingLimits = { ofOneMax: number; max: number }

const usual: ReadingLimits = { ofOneMax: 50, max: 1_000 }

/**
 * Gives each form a place while it is read.
 * @returns what `read` gives; undefined when there is no place left for who it is from
 */
export function createReadingPlaces({ ofOneMax, max } = usual) {
  const ofOne = new Map<string, number>()
  let all = 0
  return async <T>(who: string, read: () => Promise<T>): Promise<T | undefined> => {
    const here = ofOne.get(who) ?? 0
    if (here >= ofOneMax || all >= max) return undefined
    ofOne.set(who, here + 1)
    all++
    try {
      return await read()
    } finally {
      all--
      const left = ofOne.get(who)! - 1
      if (left === 0) ofOne.delete(who)
      else ofOne.set(who, left)
    }
  }
}

/** Chance that is the same for the same seed. */
export type Chance = {
  /** From 0 up to, not including, `below`. */
  upTo(below: number): number
  /** True in so many of a hundred cases. */
  percent(share: number): boolean
  of<T>(all: readonly T[]): T
  /** As `of`; those that weigh more come more often. */
  weighed<T>(all: readonly T[], weight: (one: T) => number): T
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const upTo = (below: number) => Math.floor(next() * below)
  return {
    upTo,
    percent: share => next() * 100 < share,
    of: all => all[upTo(all.length)]!,
    weighed(all, weight) {
      let left = next() * all.reduce((sum, one) => sum + weight(one), 0)
      for (const one of all) {
        left -= weight(one)
        if (left < 0) return one
      }
      return all.at(-1)!
    },
  }
}

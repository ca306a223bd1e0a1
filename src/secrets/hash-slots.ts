/** For whom something is hashed: a lane, and within it one address, browser or account. */
export type HashTurn = {
  /** `known`: browsers in which somebody has signed in before, and the library itself. */
  lane: 'known' | 'staff' | 'patron' | 'machine'
  who: string
}

/**
 * A few pieces of heavy work at a time. Who has to wait, waits in the line of their own: the lanes take turns, and
 * within a lane those who wait there. So a crowd at one door, or one address, does not hold up the others.
 */
export function createHashSlots({
  atOnce,
  waitingOfOneMax,
  waitingMax,
}: {
  atOnce: number
  waitingOfOneMax: number
  /** In one lane. */
  waitingMax: number
}) {
  const lanes = new Map<HashTurn['lane'], Map<string, (() => void)[]>>()
  let running = 0

  const wait = ({ lane, who }: HashTurn) =>
    new Promise<void>(resolve => {
      const lines = lanes.get(lane) ?? new Map()
      lanes.set(lane, lines)
      lines.set(who, [...(lines.get(who) ?? []), resolve])
    })

  /** The next one: of the lane, and there of the line, whose turn was longest ago. */
  const next = (): (() => void) | null => {
    for (const [lane, lines] of lanes) {
      const [who, line] = lines.entries().next().value ?? []
      if (who === undefined) continue
      const [first, ...rest] = line!
      lines.delete(who)
      if (rest.length > 0) lines.set(who, rest)
      lanes.delete(lane)
      lanes.set(lane, lines)
      return first!
    }
    return null
  }

  return {
    /** Whether so many wait already, in this lane or of this one, that another would wait too long. */
    isBusy({ lane, who }: HashTurn): boolean {
      const lines = lanes.get(lane)
      if (!lines) return false
      const all = [...lines.values()].reduce((sum, line) => sum + line.length, 0)
      return all >= waitingMax || (lines.get(who)?.length ?? 0) >= waitingOfOneMax
    },
    async run<T>(turn: HashTurn, work: () => Promise<T>): Promise<T> {
      if (running >= atOnce) await wait(turn)
      else running++
      try {
        return await work()
      } finally {
        const waiter = next()
        if (waiter) waiter()
        else running--
      }
    },
  }
}

import { type Asked, type History, type Lane, lanes } from './history.ts'

export type Measured = {
  lanes: { lane: Lane; kind: 'read' | 'write'; asked: number; failed: number; longestPauseMs: number }[]
  faults: { fault: string; forMs: number; writingPausedMs: number; failedReads: number; failed: number }[]
  failedReads: Asked[]
}

/** Of the catalogue: what is promised to go on whatever happens. */
const isPublic = ({ lane }: Asked) => lane === 'search' || lane === 'record'

/** How available each lane was, and for how long writing paused with each fault. */
export function measure({ asked, happened }: History): Measured {
  const kinds = ['read', 'write'] as const
  return {
    lanes: lanes.flatMap(lane =>
      kinds.flatMap(kind => {
        const its = asked.filter(one => one.lane === lane && one.isWrite === (kind === 'write'))
        if (its.length === 0) return []
        const failed = its.filter(({ isGood }) => !isGood).length
        return [{ lane, kind, asked: its.length, failed, longestPauseMs: longestPause(its) }]
      }),
    ),
    faults: happened.map(({ fault, at, until }) => ({
      fault,
      forMs: until - at,
      writingPausedMs: longestPause(
        asked.filter(one => one.isWrite),
        at,
        until,
      ),
      failedReads: failedIn(asked.filter(isPublic), at, until),
      failed: failedIn(asked, at, until),
    })),
    failedReads: asked.filter(one => isPublic(one) && !one.isGood),
  }
}

const failedIn = (asked: readonly Asked[], from: number, until: number): number =>
  asked.filter(one => !one.isGood && one.until >= from && one.at <= until).length

/** The longest time without a good answer, of those times that touch what lies between `from` and `until`. */
function longestPause(asked: readonly Asked[], from = 0, until = Number.POSITIVE_INFINITY): number {
  const good = asked.filter(({ isGood }) => isGood).map(one => one.until)
  const ends = [0, ...good.sort((one, other) => one - other), Math.max(0, ...asked.map(one => one.until))]
  let longest = 0
  for (let nth = 1; nth < ends.length; nth++)
    if (ends[nth]! >= from && ends[nth - 1]! <= until) longest = Math.max(longest, ends[nth]! - ends[nth - 1]!)
  return Math.round(longest)
}

/** A lane of the service. A swarm in one does not hold up the others. */
export type Lane = 'anonymous' | 'patron' | 'staff'

/** Requests a second for ever, and how many at once. One a second is never noticed. */
export const rates: Record<Lane, { perSecond: number; atOnce: number }> = {
  anonymous: { perSecond: 10, atOnce: 200 },
  patron: { perSecond: 20, atOnce: 400 },
  staff: { perSecond: 50, atOnce: 1_000 },
}

/** Anonymous requests in progress at the same time; more would only wait for each other. */
export const anonymousInProgressMax = 200

/**
 * A bucket of tokens for each visitor of a lane.
 * @param seconds a clock that only goes forward
 */
export function createRateLimit(seconds: () => number = () => performance.now() / 1_000) {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    /** Takes one token. @returns 0, or the seconds until there is one again */
    take(lane: Lane, who: string): number {
      const { perSecond, atOnce } = rates[lane]
      const now = seconds()
      const key = `${lane} ${who}`
      const bucket = buckets.get(key) ?? { tokens: atOnce, at: now }
      const tokens = Math.min(atOnce, bucket.tokens + (now - bucket.at) * perSecond)
      // The one just used goes to the end, so that the first ones are those that have been quiet longest.
      buckets.delete(key)
      for (const oldest of buckets.keys()) {
        if (buckets.size < visitorsMax) break
        buckets.delete(oldest)
      }
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
      return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perSecond)
    },
  }
}

const visitorsMax = 50_000

import type { MiddlewareHandler } from 'hono'
import { readSigned } from './cookies.ts'
import { say } from './guard.tsx'
import type { Page } from './page.ts'
import { isStaffPath } from './session.ts'

/**
 * Keeps each visitor to a bearable rate, in a lane apart: staff, patrons (known by a signed cookie) and everybody else, so
 * that a swarm of crawlers stops neither a login nor the counter. Who is too fast is told when to come again.
 */
export function keepLanes({ limitsLoopback }: { limitsLoopback: boolean }): MiddlewareHandler<Page> {
  const limit = createRateLimit()
  let anonymousInProgress = 0
  return async (c, next) => {
    const { address } = c.var
    const session = readSigned(c, 'session')
    const lane: Lane = isStaffPath(c.req.path) ? 'staff' : session ? 'patron' : 'anonymous'
    const wait = !limitsLoopback && isLoopback(address) ? 0 : limit.take(lane, lane === 'patron' ? session! : address)
    if (wait > 0) return say(c, 429, wait)
    if (lane !== 'anonymous') return next()
    if (anonymousInProgress >= anonymousInProgressMax) return say(c, 503, 5)
    anonymousInProgress++
    try {
      await next()
    } finally {
      anonymousInProgress--
    }
  }
}

/** Requests from this very machine: the operator's own. */
export const isLoopback = (address: string): boolean => address === '127.0.0.1' || address === '0:0:0:0::/64'

/** A lane of the service. A swarm in one does not hold up the others. */
export type Lane = 'anonymous' | 'patron' | 'staff' | 'machine'

/** Requests a second for ever, and how many at once. One a second is never noticed. */
export const rates: Record<Lane, { perSecond: number; atOnce: number }> = {
  anonymous: { perSecond: 10, atOnce: 200 },
  patron: { perSecond: 20, atOnce: 400 },
  staff: { perSecond: 50, atOnce: 1_000 },
  machine: { perSecond: 5, atOnce: 100 },
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
    /** Tokens that are left, whole ones. */
    left(lane: Lane, who: string): number {
      const { perSecond, atOnce } = rates[lane]
      const bucket = buckets.get(`${lane} ${who}`)
      return bucket ? Math.floor(Math.min(atOnce, bucket.tokens + (seconds() - bucket.at) * perSecond)) : atOnce
    },
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

import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'
import type { Page } from '../page.ts'
import { rowAt } from '../path-table.ts'
import { isLoopback } from './address.ts'
import { say } from './guard.tsx'
import { laneOf, type RequestLane } from './lane-of.ts'
import { Turns } from './turns.ts'

/**
 * Keeps each visitor to a bearable rate, in a lane apart: staff and patrons (known by a signed cookie), the doors by
 * which they come in, and everybody else. A swarm in one lane stops nobody in another. Who is too fast is told when to
 * come again.
 */
export function keepLanes({
  limitsLoopback,
  processes = 1,
}: {
  limitsLoopback: boolean
  processes?: number
}): MiddlewareHandler<Page> {
  const limit = createRateLimit(undefined, processes)
  return async (c, next) => {
    const address = c.get('address')
    const { lane, who } = laneOf(c)
    const isOwn = !limitsLoopback && isLoopback(address)
    const own = isOwn ? 0 : Math.max(limit.take(lane, who), isAttempt(c, lane) ? limit.take('attempt', who) : 0)
    // What is refused to one of a house takes nothing from the others in it.
    const wait = own > 0 || isOwn || lane !== 'patron' ? own : limit.take('household', address)
    return wait > 0 ? say(c, 429, wait) : next()
  }
}

/**
 * Lets nobody in particular take turns, so that a swarm of them keeps nobody who is signed in, and sheds those who have
 * waited too long, searches first. The doors have a bearable number of requests in progress instead. It stands behind
 * what reads a form: who sends theirs sign by sign takes nobody's place.
 * @param patienceMs how long a page waits for its turn; a search half as long
 */
export function shedTheRest({
  processes = 1,
  patienceMs = 4_000,
}: {
  processes?: number
  patienceMs?: number | undefined
}): MiddlewareHandler<Page> {
  const turns = new Turns({ atOnce: 3, longMs: 50 })
  const inProgress = new Map<RequestLane, number>()
  return async (c, next) => {
    const { lane } = laneOf(c)
    const patience = isSearch(c.req.path) ? patienceMs / 2 : patienceMs
    const answer = async (waitedMs: number) => {
      if (waitedMs > 0 && hasGone(c)) return c.body(null, 503)
      const atOnceMax = inProgressMax[lane]
      if (atOnceMax === undefined) return next()
      const now = inProgress.get(lane) ?? 0
      const most = isSearch(c.req.path) ? searchesInProgressMax : atOnceMax
      if (now >= most / processes || waitedMs > patience) return say(c, 503, 5)
      inProgress.set(lane, now + 1)
      try {
        await next()
      } finally {
        inProgress.set(lane, inProgress.get(lane)! - 1)
      }
    }
    if (lane !== 'anonymous') return answer(0)
    // Each that waits is kept in memory.
    return turns.length < waitingMax / processes ? turns.take(answer) : say(c, 503, 5)
  }
}

/** A password that somebody who is not known here has typed. */
const isAttempt = (c: Context<Page>, lane: RequestLane) =>
  c.req.method === 'POST' && (lane === 'door' || lane === 'counterDoor')

/** Nobody reads the answer any more. */
const hasGone = (c: Context<Page>) => (c.env as Partial<HttpBindings> | undefined)?.outgoing?.destroyed === true

const isSearch = (path: string) => rowAt(path)?.lane === 'search'

/** What is counted: requests of a lane, and some of them once more. */
export type Lane = RequestLane | 'household' | 'attempt' | 'machine'

/** Requests a second for ever, and how many at once. One a second is never noticed. */
export const rates: Record<Lane, { perSecond: number; atOnce: number }> = {
  anonymous: { perSecond: 10, atOnce: 200 },
  patron: { perSecond: 20, atOnce: 400 },
  // All patrons of one address: whoever signs in again and again has as many cookies, and is one visitor.
  household: { perSecond: 100, atOnce: 2_000 },
  staff: { perSecond: 50, atOnce: 1_000 },
  door: { perSecond: 5, atOnce: 100 },
  counterDoor: { perSecond: 5, atOnce: 100 },
  // A school behind one address signs in within a minute; a machine that guesses is held up.
  attempt: { perSecond: 1, atOnce: 60 },
  machine: { perSecond: 5, atOnce: 100 },
}

/**
 * Requests in progress at the same time; more would only wait for each other. Who is signed in waits for nobody here.
 * Anonymous ones take turns: so many are in progress only when what they ask is slow.
 */
const inProgressMax: Partial<Record<RequestLane, number>> = { anonymous: 200, door: 300, counterDoor: 100 }

/** More would wait longer than anybody does. */
const waitingMax = 2_000

/** Of the anonymous ones, so that other pages go on when searches are shed. */
const searchesInProgressMax = 120

/**
 * A bucket of tokens for each visitor of a lane.
 * @param seconds a clock that only goes forward
 * @param processes so many share the limits: each has its part of them
 */
export function createRateLimit(seconds: () => number = () => performance.now() / 1_000, processes = 1) {
  const rateOf = (lane: Lane) => ({
    perSecond: rates[lane].perSecond / processes,
    atOnce: Math.max(1, rates[lane].atOnce / processes),
  })
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    /** Tokens that are left, whole ones. */
    left(lane: Lane, who: string): number {
      const { perSecond, atOnce } = rateOf(lane)
      const bucket = buckets.get(`${lane} ${who}`)
      return bucket ? Math.floor(Math.min(atOnce, bucket.tokens + (seconds() - bucket.at) * perSecond)) : atOnce
    },
    /** Takes one token. @returns 0, or the seconds until there is one again */
    take(lane: Lane, who: string): number {
      const { perSecond, atOnce } = rateOf(lane)
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

import type { MiddlewareHandler } from 'hono'
import { createRateLimit, isLoopback, rates } from '#web/gate/rate-limit.tsx'
import type { Page } from '#web/page.ts'

/** Machines' requests in progress at the same time: a harvester leaves most of the service to people. */
const machinesInProgressMax = 20

/**
 * The lane of machines, apart from that of people: who is too fast is told when to come again (429, Retry-After), and
 * everybody how much is left (RateLimit, draft-ietf-httpapi-ratelimit-headers). The requests of the machine that the
 * service runs on are the operator's own.
 */
export function keepMachineLane({ limitsLoopback }: { limitsLoopback: boolean }): MiddlewareHandler<Page> {
  const limit = createRateLimit()
  const { atOnce, perSecond } = rates.machine
  let inProgress = 0
  return async (c, next) => {
    const { address } = c.var
    const isOwn = !limitsLoopback && isLoopback(address)
    const wait = isOwn ? 0 : limit.take('machine', address)
    c.header('ratelimit-policy', `"machine";q=${atOnce};w=${atOnce / perSecond}`)
    c.header('ratelimit', `"machine";r=${limit.left('machine', address)};t=${Math.max(wait, 1)}`)
    if (wait > 0 || inProgress >= machinesInProgressMax) {
      c.header('retry-after', `${wait > 0 ? wait : 5}`)
      return c.text(
        wait > 0 ? 'Too many requests. See Retry-After.\n' : 'Busy. See Retry-After.\n',
        wait > 0 ? 429 : 503,
      )
    }
    inProgress++
    try {
      return await next()
    } finally {
      inProgress--
    }
  }
}

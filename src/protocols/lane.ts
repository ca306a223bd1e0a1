import type { Context, MiddlewareHandler } from 'hono'
import { noteTrouble } from '#machines/note-trouble.ts'
import { readBody } from '#web/forms.ts'
import { isLoopback } from '#web/gate/address.ts'
import { createRateLimit, rates } from '#web/gate/rate-limit.tsx'
import { createReadingPlaces } from '#web/gate/reading-places.ts'
import type { Page } from '#web/page.ts'
import { protocolOf } from '#web/paths.ts'
import { bodyMax } from './page.ts'

/** Machines' requests in progress at the same time: a harvester leaves most of the service to people. */
const machinesInProgressMax = 20

/**
 * The lane of machines, apart from that of people: who is too fast is told when to come again (429, Retry-After), and
 * everybody how much is left (RateLimit, draft-ietf-httpapi-ratelimit-headers). The requests of the machine that the
 * service runs on are the operator's own.
 */
export function keepMachineLane({
  limitsLoopback,
  processes,
}: {
  limitsLoopback: boolean
  processes: number
}): MiddlewareHandler<Page> {
  const limit = createRateLimit(undefined, processes)
  const { atOnce, perSecond } = {
    atOnce: rates.machine.atOnce / processes,
    perSecond: rates.machine.perSecond / processes,
  }
  let inProgress = 0
  const inPlace = createReadingPlaces()
  const alarm = oncePerMinute()
  return async (c, next) => {
    const { address } = c.var
    const isOwn = !limitsLoopback && isLoopback(address)
    const wait = isOwn ? 0 : limit.take('machine', address)
    c.header('ratelimit-policy', `"machine";q=${atOnce};w=${atOnce / perSecond}`)
    c.header('ratelimit', `"machine";r=${limit.left('machine', address)};t=${Math.max(wait, 1)}`)
    if (wait > 0) await alarm(c)
    const isRead = wait > 0 || c.req.method !== 'POST' || (await inPlace(address, () => takeIn(c)))
    if (wait > 0 || !isRead || inProgress >= machinesInProgressMax / processes) {
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

/**
 * Reads what is posted before it takes a place among those in progress: who sends it sign by sign holds up nobody. What
 * is too large goes on with its headers alone, which each protocol refuses in its own words; who sends it is known as
 * before.
 */
async function takeIn(c: Context<Page>): Promise<true> {
  const { url, method } = c.req.raw
  const headers = new Headers(c.req.raw.headers)
  const body = await readBody(c.req.raw, bodyMax)
  // What came in pieces has said no length.
  if (body === null) headers.set('content-length', `${bodyMax + 1}`)
  c.req.raw = new Request(url, { method, headers, body })
  return true
}

/** So many addresses are told apart: a swarm of more is one alarm. */
const addressesMax = 1_000

/**
 * Tells staff of an address that asks more than it may (自動貸出機・返却機, 不具合), with the protocol by which it asks; once a
 * minute, so that a flood is neither a flood of rows nor of lines in the log.
 */
function oncePerMinute(): (c: Context<Page>) => Promise<void> {
  let minute = 0
  let told = new Set<string>()
  return async c => {
    const { library, address } = c.var
    const now = Math.floor(library.clock.now().epochMilliseconds / 60_000)
    if (now !== minute) [minute, told] = [now, new Set()]
    const protocol = protocolOf(c.req.path) ?? ''
    if (told.has(address) || told.size >= addressesMax) return
    told.add(address)
    await noteTrouble(library, { machine: protocol, address }, 'flood')
  }
}

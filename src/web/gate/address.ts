import { isIP } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Log } from '#std/log.ts'
import type { Page } from '../page.ts'

/**
 * From where a request comes: the socket's address, or, behind so many proxies of our own, the one that the outermost
 * of them saw. What a client writes into X-Forwarded-For itself is never believed.
 * @returns an IPv4 address, or the /64 of an IPv6 one, which is what one household has
 */
export function clientAddress(c: Context<Page>, trustedProxies: number): string {
  const socket = (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket.remoteAddress ?? 'unknown'
  if (trustedProxies === 0) return network(socket)
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map(hop => hop.trim())
  return network(addressIn(hops.at(-trustedProxies) ?? '') ?? socket)
}

/** The address of a hop, with or without a port: 192.0.2.1:5678, [2001:db8::1]:5678. Null: it is none. */
function addressIn(hop: string): string | null {
  const withPort = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(hop) ?? /^([\d.]+):\d{1,5}$/.exec(hop)
  const address = withPort?.[1] ?? hop
  return isIP(address) ? address : null
}

/**
 * Says once in the log that a proxy on this machine names its clients and is not believed: all of them count as this
 * machine, and no limit holds for any.
 */
export function watchForProxy(log: Log, trustedProxies: number): (c: Context<Page>) => void {
  let isTold = trustedProxies > 0
  return c => {
    if (isTold || c.req.header('x-forwarded-for') === undefined || !isLoopback(c.var.address)) return
    isTold = true
    log.warn('a proxy on this machine is not believed: set TRUSTED_PROXIES', { kind: 'x-forwarded-for' })
  }
}

/** The machine on which the service runs, by what `clientAddress` makes of it. */
export const isLoopback = (address: string): boolean => address === '127.0.0.1' || address === '0:0:0:0::/64'

/** True when the patron's browser speaks https, here or with the proxy in front. */
export function isHttps(c: Context<Page>, trustedProxies: number): boolean {
  if (trustedProxies > 0) return c.req.header('x-forwarded-proto')?.split(',').at(-1)?.trim() === 'https'
  const socket = (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket
  return socket !== undefined && 'encrypted' in socket && socket.encrypted === true
}

function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]!
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.split('%')[0]!.toLowerCase().split('::')
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const whole =
    tail === undefined ? left : [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return `${whole
    .slice(0, 4)
    .map(group => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}

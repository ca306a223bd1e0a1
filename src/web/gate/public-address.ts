import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Page } from '../page.ts'

/**
 * A path as other machines are to call it: canonical links, feeds, the site map. The public address of the library's
 * settings; without one, the host that was asked for, if it is one by which this machine knows itself. Whatever else
 * stands in the Host header is never repeated: then it is the path alone.
 */
export function publicUrl(c: Context<Page>, path: string): string {
  const base = publicBase(c)
  return base === null ? path : new URL(path, base).href
}

/** The same where a path alone would say nothing; null when no address is known. */
export function canonicalUrl(c: Context<Page>, path: string): string | undefined {
  const base = publicBase(c)
  return base === null ? undefined : new URL(path, base).href
}

/**
 * The same of a whole service, where answers must name one: without a public address, and asked by a host nobody knows,
 * its own.
 */
export const publicOrigin = (c: Context<Page>): string =>
  new URL(publicBase(c) ?? `${c.get('https') ? 'https' : 'http'}://${c.get('ownHosts')[0] ?? 'localhost'}`).origin

/** What carries addresses may be kept by others only when they are the same for everybody. */
export const cacheable = (c: Context<Page>, seconds: number): string =>
  c.get('library').policy.identity.publicAddress === undefined ? 'no-store' : `public, max-age=${seconds}`

function publicBase(c: Context<Page>): string | null {
  const { library, https, ownHosts } = c.var
  const { publicAddress } = library.policy.identity
  if (publicAddress !== undefined) return publicAddress
  const host = (c.req.header('host') ?? '').toLowerCase()
  if (!isLoopback(host) && !ownHosts.includes(host)) return null
  return `${https ? 'https' : 'http'}://${host}`
}

const isLoopback = (host: string) => /^(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?$/.test(host)

/** Two hosts, or one that is none: nobody can tell whom such a request is for. */
export function hasOneHost(c: Context<Page>): boolean {
  const raw = (c.env as Partial<HttpBindings> | undefined)?.incoming?.rawHeaders ?? []
  const hosts = raw.filter((_, at) => at % 2 === 0).filter(name => name.toLowerCase() === 'host')
  return hosts.length <= 1
}

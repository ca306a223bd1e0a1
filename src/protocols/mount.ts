import type { Hono, MiddlewareHandler } from 'hono'
import type { Page } from '#web/page.ts'
import { isOffered, routesOf } from '#web/path-table.ts'
import { paths } from '#web/paths.ts'
import { availabilityPages } from './availability/availability.ts'
import { daiaPages } from './daia/daia.ts'
import { icalendarPages } from './icalendar/icalendar.ts'
import { keepMachineLane } from './lane.ts'
import { oaiPages } from './oai-pmh/oai.ts'
import { opdsPages } from './opds/opds.ts'
import { openApiPages } from './openapi/openapi.ts'
import { paiaAuthPages } from './paia/auth.ts'
import { paiaCorePages } from './paia/core.ts'
import { openForPaia } from './paia/open.ts'
import { sruPages } from './sru/sru.ts'
import { unapiPages } from './unapi/unapi.ts'

/**
 * The doors for machines, to be mounted where `AppOptions.machines` says: before the guard and the sessions of the
 * pages. They know no cookie, so that no other site can make a browser do something in them. What the table of paths
 * gives to machines is in their lane.
 * @param mailFrom the library's own mail address, which harvesters are told
 */
export function mountProtocols(
  app: Hono<Page>,
  options: { limitsLoopback?: boolean; mailFrom?: string; processes?: number } = {},
): void {
  const { limitsLoopback = false, mailFrom = 'library@example.jp', processes = 1 } = options
  const lane = keepMachineLane({ limitsLoopback, processes })
  for (const path of routesOf('machine')) app.use(path, lane, offeredAlone)
  for (const path of [paths.paiaCore, paths.paiaAuth]) app.use(`${path}/*`, (c, next) => openForPaia(c, next))
  for (const group of [
    sruPages,
    oaiPages(mailFrom),
    availabilityPages,
    daiaPages,
    opdsPages,
    unapiPages,
    icalendarPages,
    openApiPages,
    paiaAuthPages,
    paiaCorePages,
  ])
    app.route('/', group)
}

/** A door that the library leaves shut (settings, 行うサービス) is not there. */
const offeredAlone: MiddlewareHandler<Page> = async (c, next) =>
  isOffered(c.var.library.policy, c.req.path) ? next() : c.text('This library does not offer this.\n', 404)

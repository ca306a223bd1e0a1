import type { Hono } from 'hono'
import type { Page } from '#web/page.ts'
import { paths } from '#web/paths.ts'
import { availabilityPages } from './availability/availability.ts'
import { keepMachineLane } from './lane.ts'
import { oaiPages } from './oai-pmh/oai.ts'
import { sruPages } from './sru/sru.ts'

/**
 * The doors for machines. They stand before the guard and the sessions of the pages: they know no cookie, so that no other site can make a
 * browser do something in them, and have a lane of their own.
 */
export function mountProtocols(app: Hono<Page>, options: { limitsLoopback: boolean; mailFrom: string }): void {
  const lane = keepMachineLane(options)
  for (const path of [paths.sru, paths.oai, paths.availability]) app.use(path, lane)
  for (const group of [sruPages, oaiPages(options.mailFrom), availabilityPages]) app.route('/', group)
}

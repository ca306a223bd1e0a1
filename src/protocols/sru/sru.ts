import type { Context } from 'hono'
import { IndexNotReady } from '#catalogue/index/keep/live-index.ts'
import { type Page, pages } from '#web/page.ts'
import { paths } from '#web/paths.ts'
import { originOf, parametersOf, showXml } from '../page.ts'
import { explain } from './explain.ts'
import { readRequest } from './request.ts'
import { scan } from './scan.ts'
import { searchRetrieve } from './search-retrieve.ts'

/**
 * SRU 1.1, 1.2 and 2.0 at one address, by GET and POST. Whatever is asked is answered in XML; what cannot be had, by a
 * diagnostic.
 */
export const sruPages = pages().get(paths.sru, answer).post(paths.sru, answer)

async function answer(c: Context<Page>): Promise<Response> {
  const { library } = c.var
  const parameters = await parametersOf(c)
  const request = readRequest(parameters ?? new URLSearchParams())
  const origin = originOf(c)
  if (parameters === null)
    return showXml(
      c,
      explain(library, { ...request, problems: [{ code: 8, details: 'POST' }] }, new URL(paths.sru, origin)),
      415,
    )
  try {
    switch (request.operation) {
      case 'explain':
        return showXml(c, explain(library, request, new URL(paths.sru, origin)))
      case 'scan':
        return showXml(c, scan(library, request))
      case 'searchRetrieve':
        return showXml(c, await searchRetrieve(library, request, id => `${origin}${paths.bib(id)}`))
      default:
        return request.operation satisfies never
    }
  } catch (error) {
    if (!(error instanceof IndexNotReady)) throw error
    c.header('retry-after', '30')
    return showXml(
      c,
      explain(library, { ...request, problems: [{ code: 2, details: '' }] }, new URL(paths.sru, origin)),
      503,
    )
  }
}

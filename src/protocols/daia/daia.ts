import type { Context } from 'hono'
import { isStillToCome } from '#catalogue/rules/availability.ts'
import { type ShownBib, showBib } from '#catalogue/show-bib.ts'
import { BibId } from '#ids.ts'
import type { Library } from '#library.ts'
import { type Page, pages } from '#web/page.ts'
import { paths } from '#web/paths.ts'
import { anyOrigin, originOf } from '../page.ts'
import { editionUri, itemUri } from '../paia/documents.ts'

/** A request names so many records at most. */
const idsMax = 20

/**
 * DAIA 1.0 (JSON): what can be done with each copy of a record now. A record is named by the address of its page or by
 * its number; one that was merged is answered as the other.
 */
export const daiaPages = pages()
  .get(paths.daia, async c => {
    const asked = (c.req.query('id') ?? '')
      .split('|')
      .map(id => id.trim())
      .filter(id => id !== '')
    const format = c.req.query('format') ?? 'json'
    if (asked.length === 0) return refuse(c, 'id is missing: /daia?id=123&format=json')
    if (asked.length > idsMax) return refuse(c, `more than ${idsMax} records`)
    if (format !== 'json') return refuse(c, 'format is json')
    const documents = []
    for (const id of new Set(asked)) documents.push(...(await documentOf(c, id)))
    const { library } = c.var
    const institution = { content: library.policy.identity.name.ja, href: `${originOf(c)}/` }
    const timestamp = library.clock.now().toString({ smallestUnit: 'second' })
    return c.json({ document: documents, institution, timestamp }, 200, headers)
  })
  .options(paths.daia, c =>
    c.body(null, 204, {
      ...headers,
      'access-control-allow-methods': 'GET, HEAD',
      'access-control-allow-headers': 'authorization, content-type',
    }),
  )

const headers = { ...anyOrigin, 'cache-control': 'public, max-age=30', 'x-daia-version': '1.0.0' }
const refuse = (c: Context<Page>, message: string) =>
  c.json({ error: 'invalid_request', code: 400, error_description: message }, 400, headers)

async function documentOf(c: Context<Page>, requested: string): Promise<object[]> {
  const number = /^(?:[1-9]\d{0,14}|.*\/bib\/[1-9]\d{0,14})$/.test(requested)
    ? BibId(Number(requested.split('/').at(-1)))
    : null
  const shown = number === null ? null : await standing(c.var.library, number)
  if (!shown) return []
  const { bib, items, availability } = shown
  const id = editionUri(originOf(c), bib.id)
  const item = items.map(one => itemOf(c, bib.id, one, availability.waiting))
  return [{ id, requested, href: id, about: [bib.title, bib.volume].filter(Boolean).join(' '), item }]
}

async function standing(library: Library, id: BibId) {
  const shown = await showBib(library, id)
  const found = shown.is === 'merged' ? await showBib(library, shown.into) : shown
  return found.is === 'shown' ? found : null
}

type ShownItem = Extract<ShownBib, { is: 'shown' }>['items'][number]

function itemOf(c: Context<Page>, bibId: BibId, item: ShownItem, waiting: number): object {
  const href = editionUri(originOf(c), bibId)
  const loan = { service: 'loan', href }
  const presentation = { service: 'presentation' }
  const queue = waiting > 0 ? { queue: waiting } : {}
  const isThere = item.state === 'available' || item.state === 'inHouse'
  // Of what is on order it is said that it will come, and that nobody knows when.
  const expected = item.dueOn?.toString() ?? (isStillToCome(item.state) ? 'unknown' : null)
  const lent = { ...loan, ...(expected === null ? {} : { expected }), ...queue }
  return {
    id: itemUri(originOf(c), bibId, item.barcode),
    ...(item.callNumber ? { label: item.callNumber } : {}),
    department: { id: `${originOf(c)}/#${item.branchId}`, content: item.branchName },
    ...(item.shelf ? { storage: { content: item.shelf } } : {}),
    available: isThere ? [presentation, ...(item.state === 'available' ? [loan] : [])] : [],
    unavailable: isThere ? (item.state === 'inHouse' ? [{ service: 'loan' }] : []) : [presentation, lent],
  }
}

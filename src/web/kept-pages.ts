import type { Context } from 'hono'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { CatalogueIndex } from '#catalogue/index/catalogue-index.ts'
import { whenChanged, whenNamesChanged } from '#catalogue/index/keep/changes.ts'
import { LiveIndex } from '#catalogue/index/keep/live-index.ts'
import type { BibId } from '#ids.ts'
import type { Library } from '#library.ts'
import { BytesKept } from '#std/bytes-kept.ts'
import { type Page, wholePage } from './page.ts'

/** A page and the bibs it speaks of. */
export type MadePage = { view: HtmlEscapedString | Promise<HtmlEscapedString>; bibIds: readonly BibId[] }

/**
 * As long as nothing at all has changed in the catalogue, in places and rules, a page says what a new one would: it is
 * kept until the minute is over, for hours that come are said by the minute.
 *
 * After the first change of any bib, for so long at most: a record that is new on a page is not among the changes of
 * the bibs on it. With the time the feed takes, everything is seen within a second.
 */
const keptMilliseconds = 700
/** Of pages and their addresses together; the oldest go first. */
const bytesMax = 32_000_000

/**
 * Shows a page that looks the same for everybody who is not signed in: many people ask the same within a few seconds.
 * It is made once, and thrown away with the first change of a bib on it. Only where the change feed is followed; the
 * pages of a patron are made anew each time.
 */
export async function showKept(c: Context<Page>, make: () => Promise<MadePage | Response>): Promise<Response> {
  const { library, visitor, language, today, asOf, isChild } = c.var
  const isAnybody = !isChild && visitor.is === 'anonymous' && visitor.terminal === null && c.get('csrfToken') === null
  const pages = isAnybody && library.index instanceof LiveIndex ? keptPages(library.index) : null
  const scheme = c.get('https') ? 'https' : 'http'
  const key = `${language} ${today.ordering} ${asOf ? 'without the database ' : ''}${scheme} ${c.req.url}`
  const basis = {
    ...{ library, policy: library.policy, covers: library.covers?.arrivals ?? 0 },
    minute: Math.floor(library.clock.now().epochMilliseconds / 60_000),
  }
  const known = pages?.get(key, basis)
  if (known) return c.body(known, 200, html)

  const begun = pages?.generation
  const made = await make()
  if (made instanceof Response) return made
  const body = new TextEncoder().encode(wholePage(c, `${await made.view}`))
  // What changed while the page was made may or may not stand on it.
  if (pages && begun === pages.generation) pages.keep(key, body, made.bibIds, basis)
  return c.body(body, 200, html)
}

const html = { 'content-type': 'text/html; charset=UTF-8' }

type Body = Uint8Array<ArrayBuffer>

/**
 * What a page says besides the catalogue: places and calendar (another object when they change), rules, the covers that
 * are here, the time.
 */
type Basis = { library: Library; policy: Library['policy']; covers: number; minute: number }
type KeptPage = { body: Body; bibIds: ReadonlySet<BibId>; at: number; generation: number; basis: Basis }

/** Addresses are as long as their askers like, and each sign of a text may take two bytes. */
const sizeOf = ({ body, bibIds }: KeptPage, key: string): number => body.byteLength + 2 * key.length + 40 * bibIds.size

class KeptPages {
  private readonly pages = new BytesKept<KeptPage>(bytesMax, sizeOf)
  generation = 0

  get(key: string, basis: Basis): Body | null {
    const page = this.pages.get(key)
    if (!page) return null
    const isAsNew = page.generation === this.generation && isSame(page.basis, basis)
    if (isAsNew || performance.now() - page.at < keptMilliseconds) return page.body
    this.pages.delete(key)
    return null
  }

  keep(key: string, body: Body, bibIds: readonly BibId[], basis: Basis): void {
    const { generation } = this
    this.pages.set(key, { body, bibIds: new Set(bibIds), at: performance.now(), generation, basis })
  }

  forgetAll(): void {
    this.generation++
    this.pages.clear()
  }

  forget(ids: readonly BibId[]): void {
    this.generation++
    for (const [key, { bibIds }] of this.pages) if (ids.some(id => bibIds.has(id))) this.pages.delete(key)
  }
}

const isSame = (one: Basis, other: Basis): boolean =>
  (Object.keys(one) as (keyof Basis)[]).every(what => one[what] === other[what])

const byIndex = new WeakMap<CatalogueIndex, KeptPages>()

function keptPages(index: CatalogueIndex): KeptPages {
  const known = byIndex.get(index)
  if (known) return known
  const pages = new KeptPages()
  byIndex.set(index, pages)
  whenChanged(index, ids => pages.forget(ids))
  whenNamesChanged(index, () => pages.forgetAll())
  return pages
}

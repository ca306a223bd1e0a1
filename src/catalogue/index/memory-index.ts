import type { BibId } from '#ids.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import type { AuthorityKind } from '../rules/authority/authority.ts'
import { isSecondBookBarcode } from '../rules/isbn.ts'
import { type Query, type QueryRefusal, wrongWith } from '../rules/search/query.ts'
import { isJustAsked, tiers } from '../rules/search/rank.ts'
import { bestOf, collect, type Wanted } from './answering/collect.ts'
import { nearByTitle, suggestedBy } from './answering/did-you-mean.ts'
import { facetsOf } from './answering/facets.ts'
import { passing, segmentFilter } from './answering/filter.ts'
import { type FoundIn, inOrderOf } from './answering/merge.ts'
import { volumesUpward, wholeParts } from './answering/volumes-upward.ts'
import { worksOf } from './answering/works.ts'
import { type AuthorityChange, AuthorityNames, nameKey } from './browsing/authority-names.ts'
import { browseHeadings, ndcBelow } from './browsing/browse.ts'
import { countUnder } from './browsing/heading-list.ts'
import { type OtherName, otherNames, searchedInstead } from './browsing/other-names.ts'
import { scanHeadings, scanTitles } from './browsing/scan.ts'
import { suggest } from './browsing/suggest.ts'
import { SegmentBuilder } from './build/build.ts'
import type {
  Answer,
  BrowsePage,
  CatalogueIndex,
  Change,
  Counted,
  Filters,
  IndexedBib,
  NdcBranch,
  ScannedTerm,
  SearchRequest,
  SortOrder,
  Suggestion,
} from './catalogue-index.ts'
import { liveOf, printOf } from './keep/live.ts'
import { buriedAmong, bury } from './keep/tombstones.ts'
import { Whereabouts } from './keep/whereabouts.ts'
import { anyAlive } from './matching/evaluate.ts'
import { parsedRequest } from './matching/parsed-request.ts'
import {
  nearbyLayers,
  nearestLayers,
  otherNamesFound,
  type Prepared,
  prepare,
  searchLayers,
  variantsFound,
} from './matching/prepare.ts'
import { bibOf, columnFor, docOf, highestId, isDead, type Segment } from './segment/segment.ts'

/** Builds an index of all records, e.g. at a first start or in a worker. */
export function buildIndex(bibs: Iterable<IndexedBib>): MemoryIndex {
  const whereabouts = new Whereabouts()
  const builder = new SegmentBuilder(whereabouts)
  for (const bib of bibs) builder.add(bib)
  return new MemoryIndex(builder.finish(), whereabouts)
}

/**
 * The index in memory: one large base segment, and a few small ones with what changed since. A changed record is a
 * tombstone where it was and a new document in a small segment; small segments of like size are made one, so that a
 * change costs little however many there are. The base is renewed by a build.
 */
export class MemoryIndex implements CatalogueIndex {
  readonly base: Segment
  readonly whereabouts: Whereabouts
  readonly names = new AuthorityNames()
  private readonly deltas: Delta[] = []

  constructor(base: Segment, whereabouts: Whereabouts) {
    this.base = base
    this.whereabouts = whereabouts
  }

  /** For the snapshot: the base first, and the records behind each of the others. */
  parts(): { segments: Segment[]; records: IndexedBib[][]; whereabouts: Whereabouts } {
    return {
      segments: this.segments,
      records: this.deltas.map(({ records }) => [...records.values()]),
      whereabouts: this.whereabouts,
    }
  }

  static restored(
    segments: readonly Segment[],
    records: readonly IndexedBib[][],
    whereabouts: Whereabouts,
  ): MemoryIndex {
    const [base, ...others] = segments
    const index = new MemoryIndex(base!, whereabouts)
    for (const [i, segment] of others.entries()) {
      const bibs = records[i]!
      index.deltas.push({ segment, records: new Map(bibs.map(bib => [bib.id, bib])) })
    }
    return index
  }

  /**
   * Records that have changed or gone since the base was built. When they are many, a new build makes searching as
   * quick as at first.
   */
  get outsideBase(): number {
    const changed = this.deltas.reduce((sum, { records }) => sum + records.size, 0)
    return Math.max(changed, this.base.buried.length)
  }

  get size(): number {
    return this.segments.reduce((sum, { count, buried }) => sum + count - buried.length, 0)
  }

  get newestId(): number {
    return Math.max(...this.segments.map(highestId))
  }

  search(request: SearchRequest): Outcome<Answer, QueryRefusal> {
    const prepared = this.prepared(request)
    if (!prepared.ok) return prepared
    const answer = this.answer(prepared.value, request)
    const wrong = answer.total === 0 ? wrongWith(prepared.value.query) : null
    return wrong ? refused(wrong) : done(answer)
  }

  count(request: SearchRequest, after: number, limit = 0): Outcome<Counted, QueryRefusal> {
    const prepared = this.prepared(request)
    if (!prepared.ok) return prepared
    let total = 0
    const later: BibId[] = []
    for (const segment of this.segments) {
      const filter = segmentFilter(segment, request.filters ?? {}, this.whereabouts)
      const isOlder = highestId(segment) <= after
      for (const { matches } of searchLayers(segment, prepared.value)) {
        const { docs } = passing(segment, filter, matches)
        total += docs.length - buriedAmong(segment, docs).length
        if (isOlder) continue
        for (const doc of docs) if (segment.ids[doc]! > after && !isDead(segment, doc)) later.push(bibOf(segment, doc))
      }
    }
    const wrong = total === 0 ? wrongWith(prepared.value.query) : null
    if (wrong) return refused(wrong)
    const newest = limit === 0 ? [] : later.toSorted((a, b) => b - a).slice(0, within(limit, COUNTED_MAX))
    return done({ total, later: later.length, newest, upTo: this.newestId })
  }

  suggest(text: string, limit: number): Suggestion[] {
    return suggest(this.segments, text, limit)
  }

  ndcBelow(prefix: string): NdcBranch[] {
    return ndcBelow(this.segments, prefix)
  }

  creators(starts: readonly string[], offset: number, limit: number): BrowsePage {
    return browseHeadings(this.segments, this.names, 'name', starts, offset, limit)
  }

  subjects(starts: readonly string[], offset: number, limit: number): BrowsePage {
    return browseHeadings(this.segments, this.names, 'subject', starts, offset, limit)
  }

  scanTitles(text: string, before: number, limit: number): string[] {
    return scanTitles(this.segments, text, before, limit)
  }

  scanHeadings(kind: AuthorityKind, text: string, before: number, limit: number): ScannedTerm[] {
    return scanHeadings(this.segments, this.names, kind, text, before, limit)
  }

  otherNames(kind: AuthorityKind, name: string): (OtherName & { count: number })[] {
    const { segments } = this
    return otherNames(segments, this.names, kind, name).map(other => ({
      ...other,
      count: countUnder(segments, kind, nameKey(kind, other.name)),
    }))
  }

  applyAuthorities(changes: readonly AuthorityChange[]): void {
    this.names.apply(changes)
  }

  works(id: BibId): BibId[] {
    return worksOf(this.segments, id)
  }

  ranking(by: 'loans' | 'holds', limit: number, filters: Filters = {}): { id: BibId; count: number }[] {
    return this.segments
      .flatMap(segment => {
        const filter = segmentFilter(segment, filters, this.whereabouts)
        const hits = searchLayers(segment, prepare({ is: 'everything' }, null)).map(({ matches, tier }) => ({
          matches: passing(segment, filter, matches),
          tier,
        }))
        const wanted = { exact: null, identifierDocs: new Set<number>(), sort: by, keep: limit }
        return bestOf(segment, hits, wanted).map(({ doc }) => ({
          id: bibOf(segment, doc),
          count: segment.columns[by][doc]!,
        }))
      })
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || b.id - a.id)
      .slice(0, limit)
  }

  newArrivals(since: string, limit: number, filters: Filters = {}): BibId[] {
    const answer = this.answer(prepare({ is: 'everything' }, null), {
      filters: { ...filters, addedSince: since },
      sort: 'added',
      limit,
    })
    return answer.hits.map(({ id }) => id)
  }

  apply(changes: readonly Change[]): void {
    const last = new Map(changes.map(change => [change.id, change.bib]))
    const fresh: IndexedBib[] = []
    for (const [id, bib] of last) {
      if (bib !== null && this.updateLive(bib)) continue
      this.bury(id)
      if (bib !== null) fresh.push(bib)
    }
    if (fresh.length > 0) this.addDelta(fresh)
  }

  private get segments(): Segment[] {
    return [this.base, ...this.deltas.map(({ segment }) => segment)]
  }

  private prepared(request: SearchRequest): Outcome<Prepared, QueryRefusal> {
    const parsed = parsedRequest(request)
    if (!parsed.ok) return parsed
    const text = request.conditions === undefined || request.conditions.length === 0 ? (request.text ?? '') : null
    return done(prepare(parsed.value, text, (kind, name) => searchedInstead(this.segments, this.names, kind, name)))
  }

  /** What was found, best first; where it is nowhere as typed, what is nearest to it. */
  private answer(prepared: Prepared, request: SearchRequest): Answer {
    const { filters = {}, sort = 'relevance' } = request
    const offset = within(request.offset ?? 0, OFFSET_MAX)
    const limit = within(request.limit ?? 20, LIMIT_MAX)
    const segments = this.segments
    let layers = segments.map(segment => searchLayers(segment, prepared))
    const isNowhere =
      prepared.query.is !== 'everything' &&
      !segments.some((segment, i) => layers[i]!.some(layer => anyAlive(segment, layer.matches)))
    if (isNowhere) layers = nearestLayers(segments, prepared)
    const keep = wholeParts(sort, offset + limit)
    const collected = segments.map((segment, i) =>
      collect(
        segment,
        layers[i]!,
        segmentFilter(segment, filters, this.whereabouts),
        wantedFrom(segment, prepared, sort, keep),
      ),
    )
    const ranked = inOrderOf(
      sort,
      collected.flatMap(({ best }, i) => best.map(({ doc, tier }) => ({ doc, tier, segment: segments[i]! }))),
    )
    const found = volumesUpward(ranked, sort, offset, offset + limit)
    const nearest = isNowhere && found.length > 0
    const total = collected.reduce((sum, { counts }) => sum + counts.total, 0)
    return {
      total,
      hits: found
        .slice(offset, offset + limit)
        .map(({ segment, doc, tier }) => ({ id: bibOf(segment, doc), tier: tiers[tier]! })),
      facets: facetsOf(
        collected.map(({ counts }) => counts),
        this.whereabouts,
        CREATORS_SHOWN,
      ),
      alsoSearched: variantsFound(segments, prepared),
      otherNames: otherNamesFound(segments, prepared),
      nearest,
      didYouMean: nearest ? suggestedBy(segments, found, prepared) : total <= FEW ? this.beside(found, prepared) : [],
      marks: prepared.marks,
      hint: isSecondBookBarcode(request.text ?? '') ? 'secondBarcode' : null,
    }
  }

  /** もしかして, where little was found and none of it is just what was asked. */
  private beside(found: readonly FoundIn[], prepared: Prepared): string[] {
    if (!isOneWord(prepared.query) || found.some(({ tier }) => isJustAsked(tiers[tier]!))) return []
    const known = new Set(found.map(({ segment, doc }) => segment.ids[doc]!))
    const { segments } = this
    const near = nearbyLayers(segments, prepared).flatMap((layers, i) => {
      const segment = segments[i]!
      return bestOf(segment, layers, wantedFrom(segment, prepared, 'relevance', NEAR_MAX)).map(({ doc, tier }) => ({
        doc,
        tier,
        segment,
      }))
    })
    const others = nearByTitle(
      inOrderOf('relevance', near).filter(({ segment, doc }) => !known.has(segment.ids[doc]!)),
      prepared,
    )
    return suggestedBy(segments, others, prepared)
  }

  /** @returns false when more than live numbers changed, or the bib is new */
  private updateLive(bib: IndexedBib): boolean {
    for (const part of [...this.deltas, { segment: this.base, records: null }]) {
      const doc = docOf(part.segment, bib.id)
      if (doc < 0) continue
      const { columns } = part.segment
      if (columns.print[doc] !== printOf(bib)) return false
      const live = liveOf(bib, this.whereabouts)
      columns.whereabouts = columnFor(this.whereabouts.size, columns.whereabouts)
      for (const [name, value] of Object.entries(live)) columns[name as keyof typeof live][doc] = value
      part.records?.set(bib.id, { ...bib, popularity: columns.popularity[doc]! })
      return true
    }
    return false
  }

  private bury(id: BibId): void {
    for (const { segment, records } of [...this.deltas, { segment: this.base, records: null }]) {
      const doc = docOf(segment, id)
      if (doc < 0) continue
      bury(segment, doc)
      records?.delete(id)
    }
  }

  private addDelta(bibs: readonly IndexedBib[]): void {
    let records = new Map(bibs.map(bib => [bib.id, bib]))
    for (let last = this.deltas.at(-1); last && mayJoin(last.records.size, records.size); last = this.deltas.at(-1)) {
      this.deltas.pop()
      records = new Map([...last.records, ...records])
    }
    const builder = new SegmentBuilder(this.whereabouts)
    for (const bib of records.values()) builder.add(bib)
    this.deltas.push({ segment: builder.finish(), records })
  }
}

const wantedFrom = (segment: Segment, prepared: Prepared, sort: SortOrder, keep: number): Wanted => ({
  exact: prepared.exact,
  identifierDocs: prepared.identifierDocs(segment),
  sort,
  keep,
})

/** Its records are kept, so that it can be built again together with newer ones. */
type Delta = { segment: Segment; records: Map<BibId, IndexedBib> }

/**
 * Joining segments of like size keeps them few; a large one would hold up the process, and waits for the next build
 * instead.
 */
const mayJoin = (last: number, fresh: number): boolean => last <= fresh * 2 && last + fresh <= JOINED_MAX
const JOINED_MAX = 8192

/** Who typed several words that are all found has said what is meant; and looking near to each of them costs. */
const isOneWord = (query: Query): boolean => query.is === 'word' || (query.is === 'or' && query.parts[0]?.is === 'word')

/** So few hits that what was meant may be something else. */
const FEW = 5
const NEAR_MAX = 200
const CREATORS_SHOWN = 30
/** More hits than anybody pages through. */
const OFFSET_MAX = 100_000
const LIMIT_MAX = 1000
/** Numbers alone cost less than hits. */
const COUNTED_MAX = 5_000

const within = (value: number, most: number): number => Math.max(0, Math.min(most, Math.floor(value) || 0))

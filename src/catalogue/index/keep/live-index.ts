import type { AuthorityKind } from '#catalogue/rules/authority/authority.ts'
import type { QueryRefusal } from '#catalogue/rules/search/query.ts'
import type { BibId } from '#ids.ts'
import type { Outcome } from '#std/outcome.ts'
import type { AuthorityChange } from '../browsing/authority-names.ts'
import type { OtherName } from '../browsing/other-names.ts'
import type {
  Answer,
  BrowsePage,
  CatalogueIndex,
  Change,
  Counted,
  Filters,
  NdcBranch,
  ScannedTerm,
  SearchRequest,
  Suggestion,
} from '../catalogue-index.ts'
import type { MemoryIndex } from '../memory-index.ts'

/**
 * There is no index yet: the very first start builds it. Whatever asks it says so alike (503) and asks to come back.
 */
export class IndexNotReady extends Error {}

/** The index that the pages ask, whichever is behind it now: a newer one takes its place while it is in use. */
export class LiveIndex implements CatalogueIndex {
  private current: MemoryIndex | null = null

  use(index: MemoryIndex): void {
    this.current = index
  }

  get size(): number {
    return this.current?.size ?? 0
  }
  get newestId(): number {
    return this.ready.newestId
  }
  search(request: SearchRequest): Outcome<Answer, QueryRefusal> {
    return this.ready.search(request)
  }
  count(request: SearchRequest, after: BibId, limit?: number): Outcome<Counted, QueryRefusal> {
    return this.ready.count(request, after, limit)
  }
  suggest(text: string, limit: number): Suggestion[] {
    return this.ready.suggest(text, limit)
  }
  ndcBelow(prefix: string): NdcBranch[] {
    return this.ready.ndcBelow(prefix)
  }
  creators(starts: readonly string[], offset: number, limit: number): BrowsePage {
    return this.ready.creators(starts, offset, limit)
  }
  subjects(starts: readonly string[], offset: number, limit: number): BrowsePage {
    return this.ready.subjects(starts, offset, limit)
  }
  scanTitles(text: string, before: number, limit: number): string[] {
    return this.ready.scanTitles(text, before, limit)
  }
  scanHeadings(kind: AuthorityKind, text: string, before: number, limit: number): ScannedTerm[] {
    return this.ready.scanHeadings(kind, text, before, limit)
  }
  otherNames(kind: AuthorityKind, name: string): (OtherName & { count: number })[] {
    return this.ready.otherNames(kind, name)
  }
  works(id: BibId): BibId[] {
    return this.ready.works(id)
  }
  ranking(by: 'loans' | 'holds', limit: number, filters?: Filters): { id: BibId; count: number }[] {
    return this.ready.ranking(by, limit, filters)
  }
  newArrivals(since: string, limit: number, filters?: Filters): BibId[] {
    return this.ready.newArrivals(since, limit, filters)
  }
  apply(changes: readonly Change[]): void {
    this.current?.apply(changes)
  }
  applyAuthorities(changes: readonly AuthorityChange[]): void {
    this.current?.applyAuthorities(changes)
  }

  private get ready(): MemoryIndex {
    if (!this.current) throw new IndexNotReady('the catalogue index is not built yet')
    return this.current
  }
}

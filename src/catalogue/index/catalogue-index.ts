import type { BibId } from '#ids.ts'
import type { Outcome } from '#std/outcome.ts'
import type { AuthorityKind } from '../rules/authority/authority.ts'
import type { Audience, BibKind, BibRecord } from '../rules/bib.ts'
import type { Condition, Query, QueryRefusal } from '../rules/search/query.ts'
import type { Tier } from '../rules/search/rank.ts'
import type { AuthorityChange } from './browsing/authority-names.ts'
import type { OtherName } from './browsing/other-names.ts'

/**
 * 蔵書検索の索引: everything the pages ask of a search, and nothing about how it is kept. Derived from the database, held in
 * the memory of each web process. A search cluster could stand behind the same interface.
 */
export type CatalogueIndex = {
  readonly size: number
  /** The highest number of a bib: what comes in later has a higher one (see import-store.ts). 0 in an empty index. */
  readonly newestId: number
  search(request: SearchRequest): Outcome<Answer, QueryRefusal>
  /**
   * How many bibs a search finds as it was typed, near readings left aside, and which of them have a higher number than
   * `after`: how many, and the `limit` newest. Nothing is ranked and no facet counted: a quick look at many searches.
   */
  count(request: SearchRequest, after: number, limit?: number): Outcome<Counted, QueryRefusal>
  /** 入力候補: titles and authors that start like the text (as written or by reading), most wanted first. */
  suggest(text: string, limit: number): Suggestion[]
  /** 分類 below a notation ('' = the ten classes, '9' → '91', '91' → '913', '913' → '913.6'), with the number of bibs. */
  ndcBelow(prefix: string): NdcBranch[]
  /** 著者一覧 by reading. @param starts kana or letters, one of which they start with; none is all */
  creators(starts: readonly string[], offset: number, limit: number): BrowsePage
  /** 件名一覧. */
  subjects(starts: readonly string[], offset: number, limit: number): BrowsePage
  /**
   * The terms around a text in their order, for who leafs through them: `before` of them stand before it. Titles, each
   * once, without a count; or headings with the bibs under each.
   */
  scanTitles(text: string, before: number, limit: number): string[]
  scanHeadings(kind: AuthorityKind, text: string, before: number, limit: number): ScannedTerm[]
  /** 別の名前, をも見よ: what else a person, body or subject is called, with the number of bibs under each. */
  otherNames(kind: AuthorityKind, name: string): (OtherName & { count: number })[]
  /**
   * The volumes of the same work in the order of their 巻次, the bib itself among them; only it when there are no others.
   */
  works(id: BibId): BibId[]
  /** 貸出・予約ランキング: most first, none that nobody borrowed or waits for. */
  ranking(by: 'loans' | 'holds', limit: number, filters?: Filters): { id: BibId; count: number }[]
  /** 新着: newest item first. @param since 'YYYY-MM-DD' */
  newArrivals(since: string, limit: number, filters?: Filters): BibId[]
  /**
   * What changed in the database. A change of items, loans or holds alone (`branches`, `available`, `lendable`,
   * `holds`, `loans`, `popularity`) is written in place; the order by popularity follows at the next build.
   */
  apply(changes: readonly Change[]): void
  /** What changed among the 典拠. */
  applyAuthorities(changes: readonly AuthorityChange[]): void
}

export type IndexedBib = BibRecord & {
  id: BibId
  /** When the newest item joined, 'YYYY-MM-DD'. */
  addedOn: string | null
  /** Loans and holds of the last years: the order of equal hits. */
  popularity: number
  /** Loans of the period the ranking is about. */
  loans: number
  branches: BranchHolding[]
  lendable: number
  available: number
  /** Open holds. */
  holds: number
}
/** Copies at one branch in one place (一般書架, 児童, 書庫); null where no place was named. */
export type BranchHolding = { branch: string; shelf: string | null; copies: number; available: number }

/** bib null: it left the catalogue. */
export type Change = { id: BibId; bib: IndexedBib | null }

/** 関連度, 人気順; 出版年, 新着, タイトル, 著者名 and 分類 from either end. What lacks what is sorted by stands last in both. */
export type SortOrder =
  | 'relevance'
  | 'popular'
  | 'newest'
  | 'oldest'
  | 'added'
  | 'addedOldest'
  | 'title'
  | 'titleBack'
  | 'author'
  | 'authorBack'
  | 'class'
  | 'classBack'

export type SearchRequest = {
  /** The simple box. */
  text?: string
  /** The advanced form: its rows join the text above them. */
  conditions?: readonly Condition[]
  /** A query that was made elsewhere, instead of both; `text` may say it again, as one would type it. */
  query?: Query
  filters?: Filters
  sort?: SortOrder
  offset?: number
  limit?: number
}

/** しぼりこみ: values of one group are alternatives, groups narrow each other. An empty list is no selection. */
export type Filters = {
  branches?: readonly string[]
  /** 場所, as copies name it; with branches chosen, at one of those. */
  shelves?: readonly string[]
  kinds?: readonly BibKind[]
  /** 類 0 to 9; null for bibs without a class. */
  classes?: readonly (number | null)[]
  /** Inclusive; a bib without a year is in no range. */
  years?: readonly { from?: number; to?: number }[]
  /** `value` of a creator facet. */
  creators?: readonly string[]
  audiences?: readonly Audience[]
  /** 今借りられる; with branches or shelves chosen, at one of those. */
  availableNow?: boolean
  /** 新着: an item joined on or after 'YYYY-MM-DD'. */
  addedSince?: string
  /** NDC notation the main class starts with, '913'. */
  ndc?: string
  /** `value` of the subject browse. */
  subject?: string
  /** As the records have it, ISO 639-2 in most: 'eng'. */
  language?: string
}

export type Answer = {
  total: number
  hits: Hit[]
  /** Over all hits; each group is counted under the selections of the other groups. */
  facets: Facets
  /** 異体字: other spellings that were searched too and found something, e.g. ['斎藤']. */
  alsoSearched: string[]
  /** Other names that were searched too and found something: 江戸川乱歩 for 平井太郎. */
  otherNames: NamesSearched[]
  /** Set when nothing was found as typed and near readings were taken instead: 「近い読みで探しました」. */
  nearest: boolean
  /** もしかして: titles or names close to what was typed, when it found nothing. */
  didYouMean: string[]
  /** What to mark in titles and authors, for `highlight`. */
  marks: string[]
  /** A hint about the number typed: the second barcode of a book holds its price. */
  hint: 'secondBarcode' | null
}
/** `upTo`: the highest bib there was; who counts again from there counts each once. */
export type Counted = { total: number; later: number; newest: BibId[]; upTo: number }
export type NamesSearched = { typed: string; kind: AuthorityKind; names: string[] }
export type Hit = { id: BibId; tier: Tier }

export type FacetValue<T> = { value: T; count: number }
export type Facets = {
  branches: FacetValue<string>[]
  shelves: FacetValue<string>[]
  kinds: FacetValue<BibKind>[]
  classes: FacetValue<number | null>[]
  /** Newest first. */
  years: FacetValue<number>[]
  /** The most frequent ones, `label` as the records write the name. */
  creators: (FacetValue<string> & { label: string })[]
  audiences: FacetValue<Audience>[]
  available: number
}

export type ScannedTerm = { value: string; count: number }
export type Suggestion = { text: string; kind: 'title' | 'author' }
export type NdcBranch = { notation: string; count: number; label: string | null; hasMore: boolean }
export type BrowsePage = {
  total: number
  /** `see` for a name that nobody is entered under: the heading to look at instead (を見よ). */
  entries: { value: string; label: string; reading: string | null; count: number; see: string | null }[]
}

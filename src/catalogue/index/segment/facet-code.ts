import { type Audience, audiences, type BibKind, bibKinds } from '#catalogue/rules/bib.ts'

/**
 * 資料種別, 対象, 類 and year of a bib in one number. There are a few thousand such numbers, kept in `facetPairs` of a
 * segment, so that four facets are counted with one addition per hit. The 類 are a set of bits, for a bib may stand
 * under several.
 * @param classes 類 from 0 to 9
 */
export const facetPair = (kind: BibKind, audience: Audience, classes: readonly number[], year: number): number =>
  ((bibKinds.indexOf(kind) * audiences.length + audiences.indexOf(audience)) * CLASS_SETS + classSet(classes)) * YEARS +
  year

/** 類 as a set of bits; null, for 分類なし, is no bit. */
export const classSet = (classes: readonly (number | null)[]): number =>
  classes.reduce<number>((set, one) => (one === null ? set : set | (1 << one)), 0)

/** What some pairs stand for: places in `bibKinds` and `audiences`, 類 as a set of bits, year. */
export type PairParts = { kinds: Uint8Array; audiences: Uint8Array; classes: Uint16Array; years: Uint16Array }

/** The pairs of a segment never change, and every search counts by them: they are taken apart once. */
export function partsOf(pairs: Uint32Array): PairParts {
  const known = knownParts.get(pairs)
  if (known !== undefined) return known
  const fresh = {
    kinds: Uint8Array.from(pairs, pair => pair / (YEARS * CLASS_SETS * audiences.length)),
    audiences: Uint8Array.from(pairs, pair => (pair / (YEARS * CLASS_SETS)) % audiences.length),
    classes: Uint16Array.from(pairs, pair => (pair / YEARS) % CLASS_SETS),
    years: Uint16Array.from(pairs, pair => pair % YEARS),
  }
  knownParts.set(pairs, fresh)
  return fresh
}
const knownParts = new WeakMap<Uint32Array, PairParts>()

/** Years a facet can have; what claims to be later is put into the last. */
export const YEARS = 2200

/** Where in a tally the counts of each facet begin. */
export const tallyStart = {
  kinds: 0,
  audiences: bibKinds.length,
  classes: bibKinds.length + audiences.length,
  years: bibKinds.length + audiences.length + 11,
} as const
/** How many counts a tally has: by kind, audience, 類 (0 to 9 and none) and year. */
export const TALLY = tallyStart.years + YEARS

/** Adds bibs that were counted by pair to a tally: under each of their 類, once everywhere else. */
export function addToTally(tally: Uint32Array, pairs: Uint32Array, counts: Uint32Array): void {
  const { kinds, audiences, classes, years } = partsOf(pairs)
  for (let pair = 0; pair < counts.length; pair++) {
    const count = counts[pair]!
    if (count === 0) continue
    tally[tallyStart.kinds + kinds[pair]!]! += count
    tally[tallyStart.audiences + audiences[pair]!]! += count
    tally[tallyStart.years + years[pair]!]! += count
    let left = classes[pair]!
    if (left === 0) tally[tallyStart.classes + NO_CLASS]! += count
    for (; left !== 0; left &= left - 1) tally[tallyStart.classes + 31 - Math.clz32(left & -left)]! += count
  }
}

const CLASS_SETS = 1 << 10
const NO_CLASS = 10

import { type Audience, audiences, type BibKind, bibKinds } from '#catalogue/rules/bib.ts'

/** 資料種別, 対象 and 類 of a bib in one number, so that three facets are counted with one addition per hit. */
export const facetCode = (kind: BibKind, audience: Audience, mainClass: number | null): number =>
  (bibKinds.indexOf(kind) * audiences.length + audiences.indexOf(audience)) * CLASSES + (mainClass ?? NO_CLASS)

export const facetCodes = () => bibKinds.length * audiences.length * CLASSES

export const kindOf = (code: number): BibKind => bibKinds[Math.floor(code / CLASSES / audiences.length)]!
export const audienceOf = (code: number): Audience => audiences[Math.floor(code / CLASSES) % audiences.length]!
export const classOf = (code: number): number | null => (code % CLASSES === NO_CLASS ? null : code % CLASSES)

/** That number and the year in one: there are a few thousand such pairs, and they are numbered by `facetPairs` of a segment. */
export const facetPair = (code: number, year: number): number => code * YEARS + year
export const codeOfPair = (pair: number): number => Math.floor(pair / YEARS)
export const yearOfPair = (pair: number): number => pair % YEARS

/** Years a facet can have; what claims to be later is put into the last. */
export const YEARS = 2200

const CLASSES = 11
const NO_CLASS = 10

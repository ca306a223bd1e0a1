import { type Audience, audiences, type BibKind, bibKinds } from '../rules/bib.ts'

/** 資料種別, 対象 and 類 of a bib in one number, so that three facets are counted with one addition per hit. */
export const facetCode = (kind: BibKind, audience: Audience, mainClass: number | null): number =>
  (bibKinds.indexOf(kind) * audiences.length + audiences.indexOf(audience)) * CLASSES + (mainClass ?? NO_CLASS)

export const facetCodes = () => bibKinds.length * audiences.length * CLASSES

export const kindOf = (code: number): BibKind => bibKinds[Math.floor(code / CLASSES / audiences.length)]!
export const audienceOf = (code: number): Audience => audiences[Math.floor(code / CLASSES) % audiences.length]!
export const classOf = (code: number): number | null => (code % CLASSES === NO_CLASS ? null : code % CLASSES)

const CLASSES = 11
const NO_CLASS = 10

import type { BibId } from '#ids.ts'

/** 資料種別: what kind of thing a bib describes. */
export const bibKinds = [
  'book',
  'pocketBook',
  'pictureBook',
  'comic',
  'magazine',
  'largePrint',
  'audiovisual',
  'electronic',
  'oldBook',
] as const
export type BibKind = (typeof bibKinds)[number]

/** 対象: whom a bib is for. */
export const audiences = ['general', 'youngAdult', 'child'] as const
export type Audience = (typeof audiences)[number]

/** 著者: a person or body, as the record names it, with its reading in katakana. */
export type Creator = {
  name: string
  reading: string | null
  role: string | null
  /** The key of its 典拠, where the record names it: two names with the same key are one person. */
  authority?: string
}

/** 書誌: one title or volume, everything stays as the record says it (folding is for matching only). */
export type BibRecord = {
  /**
   * Where it came from and its number there, e.g. 'JP-DEMO:ndl:029455884'. Importing the same key again updates the
   * bib.
   */
  sourceKey: string
  kind: BibKind
  title: string
  /** Katakana, in whichever convention the source has: spelled, pronounced, with or without 分かち書き. */
  titleReading: string | null
  subtitle: string | null
  /** 別タイトル: other titles of the same: the original's, a parallel one, that of the cover, those of works contained. */
  otherTitles: string[]
  /** In their order, as `subjectReadings`. */
  otherTitleReadings: string[]
  /** 巻次, e.g. '上', '第3巻', '3'. */
  volume: string | null
  series: string | null
  seriesReading: string | null
  /** 責任表示, e.g. '夏目漱石 著'. */
  responsibility: string | null
  creators: Creator[]
  publisher: string | null
  place: string | null
  /** As printed, e.g. '2019.2'; `year` is what can be sorted. */
  published: string | null
  year: number | null
  /** ISBN-13 without hyphens; numbers with a wrong check digit are kept as printed, so that they can be found. */
  isbns: string[]
  issn: string | null
  /** NDC notations, the main one first, e.g. ['913.6']. */
  ndc: string[]
  subjects: string[]
  /** Katakana, in the order of the subjects, '' where the record gives none; empty when it gives none at all. */
  subjectReadings: string[]
  extent: string | null
  contents: string | null
  /** 内容紹介 or a note. */
  note: string | null
  audience: Audience
  /** ISO 639-2, e.g. 'jpn'. */
  language: string | null
  url: string | null
}

/** 書誌 in this library: the record with its number, the path of its permalink /bib/{id}. */
export type Bib = BibRecord & { id: BibId }

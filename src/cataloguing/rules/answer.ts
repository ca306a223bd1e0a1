import type { BibRecord } from '#catalogue/rules/bib.ts'
import type { MarcInJson } from '#catalogue/rules/marc/record.ts'

/** A record of somebody else's, and its MARC where it came as one. */
export type CopiedRecord = { bib: BibRecord; raw: MarcInJson | null }

/** Why a source gave no records. */
export type SourceFailure =
  /** It did not answer in time. */
  | 'slow'
  /** It cannot be reached. */
  | 'dead'
  /** It says more than a few records are. */
  | 'tooLarge'
  /** It says that it cannot answer, `said` in its own words. */
  | 'refused'
  /** What it says is not what it is to say. */
  | 'unreadable'

/** What a source said to an ISBN. */
export type SourceAnswer = { source: string } & (
  | { is: 'found'; records: CopiedRecord[]; more: number }
  | { is: 'nothing' }
  | { is: 'failed'; why: SourceFailure; said: string }
)

/** What was read out of an answer, before it is known whose it is. */
export type ReadAnswer =
  | { is: 'found'; records: CopiedRecord[]; more: number }
  | { is: 'nothing' }
  | { is: 'failed'; why: SourceFailure; said: string }

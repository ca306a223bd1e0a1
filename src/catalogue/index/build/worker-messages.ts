import type { IndexedBib } from '../catalogue-index.ts'
import type { KeptWhereabouts } from '../keep/whereabouts.ts'
import type { Segment } from '../segment/segment.ts'

/** What the worker is sent and what it answers. */
export type ToWorker = { is: 'bibs'; bibs: IndexedBib[] } | { is: 'finish'; snapshot: SnapshotTo | null }
export type SnapshotTo = { file: string; sequence: string }
export type FromWorker = { is: 'taken' } | { is: 'built'; segment: Segment; whereabouts: KeptWhereabouts }

import type { RecordCopy } from '#catalogue/copy/record-copy.ts'
import type { CatalogueIndex } from '#catalogue/index/catalogue-index.ts'
import type { Covers } from '#covers/keep-covers.ts'
import type { Database } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Policy } from '#policy.ts'
import type { Secrets } from '#secrets/secrets.ts'
import type { Kept } from '#std/kept.ts'
import type { Log } from '#std/log.ts'
import type { Clock } from '#time/clock.ts'

/** What every action of the house needs, built once in main.ts and passed as the first argument. */
export type Library = {
  db: Database
  /**
   * A server that follows the first, for what bears being a second late; the same one where there is no other, and
   * while that one is away. Never written to.
   */
  readDb: Database
  clock: Clock
  policy: Policy
  log: Log
  index: CatalogueIndex
  secrets: Secrets
  /** 書影; without it every book is drawn. */
  covers?: Covers
  /** What was read of places and calendar, as it is in force (see in-force.ts); without it they are read each time. */
  kept?: Kept
  /** Set while the database is away: what the catalogue said before (see catalogue/read-bibs.ts). */
  copy?: RecordCopy
}

/** Who does something: it is written into the history. */
export type Actor =
  | { is: 'patron'; patronId: PatronId }
  | { is: 'staff'; login: string }
  /** A self-check machine or a return sorter, by the name of its account. */
  | { is: 'machine'; name: string }
  | { is: 'night' }
  | { is: 'system' }

/**
 * How an actor stands in a history row. A patron stands there without a number: the story of a hold must not name its
 * owner.
 */
export const actorName = (actor: Actor): string => {
  switch (actor.is) {
    case 'staff':
      return `staff:${actor.login}`
    case 'machine':
      return `machine:${actor.name}`
    case 'patron':
    case 'night':
    case 'system':
      return actor.is
    default:
      return actor satisfies never
  }
}

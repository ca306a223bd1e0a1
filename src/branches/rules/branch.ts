import type { BranchId } from '#ids.ts'
import type { FloorShape } from './floor-plan.ts'
import type { BranchKind } from './pickup-location.ts'
import type { Premises } from './premises.ts'

/** 館: a library, a room, a network library or the bookmobile. */
export type Branch = {
  id: BranchId
  kind: BranchKind
  name: string
  nameInEnglish: string | null
  /** Its reading, in kana. */
  nameInKana: string | null
  shortName: string
  phone: string
  isCentral: boolean
  closedForGoodFrom: Temporal.PlainDate | null
  premises: Premises
  /** 館内の案内図; empty: there is none. */
  floor: readonly FloorShape[]
}

/** Whether a branch is not closed for good on this day. */
export const isStillThere = ({ closedForGoodFrom }: Branch, day: Temporal.PlainDate): boolean =>
  closedForGoodFrom === null || Temporal.PlainDate.compare(day, closedForGoodFrom) < 0

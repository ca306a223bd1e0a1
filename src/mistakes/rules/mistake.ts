import type { BibId, MistakeId } from '#ids.ts'

/** 間違いのお知らせ: 未対応, 直しました, そのままにします. */
export const mistakeStates = ['received', 'mended', 'leftAsIs'] as const
export type MistakeState = (typeof mistakeStates)[number]

/** What somebody says is wrong on a page: of a record, or (null) of the guide. */
export type Mistake = { id: MistakeId; bibId: BibId | null; says: string }

/** As it is listed for staff. */
export type ListedMistake = Mistake & {
  /** Null: the guide, or a record that is not there any more. */
  title: string | null
  madeAt: Temporal.Instant
  state: MistakeState
  settledAt: Temporal.Instant | null
}

/** So many from one internet address within 24 hours. */
export const perAddressMax = 10
/** So many that are not settled: more is not somebody reading. */
export const receivedMax = 2_000
/** So long a settled one stays in sight. */
export const settledInSightDays = 90
/** So much may be written. */
export const saysMax = 1_000

import type { sql } from '#database/database.ts'
import type { Policy } from '#policy.ts'

/** One thing that must always be true, as a query that finds what breaks it: each row a sentence about it. */
export type Invariant = {
  /** Which of the numbered promises it guards. */
  number: number
  name: string
  query(policy: Policy, today: Temporal.PlainDate): ReturnType<typeof sql<{ sentence: string }>>
}

import type { Report } from './report.ts'

/**
 * What a step of the night gets: the business day, the instant, and how much to do at most in this batch.
 * `until`: the beginning of its window. What was applied for then or later is for the night after it, also when this
 * one runs late.
 */
export type Batch = { day: Temporal.PlainDate; until: Temporal.Instant; now: Temporal.Instant; limit: number }

/** What one batch of a step has done; `did` is 0 when no work was left. */
export type BatchDone = { did: number; report: Report }

import type { TableEffect } from './effects.ts'

/**
 * About how long a migration takes, in seconds, by what it does to tables of this size: rather too long than too short.
 * The speeds are those of a small machine with two processors (see DECISIONS/0048); who wants to know better restores a
 * backup with the new version (`kago drill`), which says how long each one took.
 */
export function secondsOf(touches: readonly (TableEffect & { bytes: number; rows: number })[]): number {
  return touches.reduce((seconds, touched) => seconds + secondsForTable(touched), leastSeconds)
}

const leastSeconds = 0.05
const rewrittenBytesASecond = 20e6
const scannedBytesASecond = 100e6
const indexedRowsASecond = 200_000
const updatedRowsASecond = 15_000

const secondsForTable = (touched: TableEffect & { bytes: number; rows: number }): number =>
  (touched.isRewritten ? touched.bytes / rewrittenBytesASecond : 0) +
  (touched.isScanned ? touched.bytes / scannedBytesASecond : 0) +
  (touched.newIndexes * touched.rows) / indexedRowsASecond +
  (touched.isUpdated ? touched.rows / updatedRowsASecond : 0)

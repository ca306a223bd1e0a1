import { afterAll } from 'vitest'

// Set up before each file of tests: whatever it opens, in a hook or in the middle of a test, is closed after its last.

const closings: (() => Promise<void>)[] = []

/** Has something closed when the tests of this file are over; the last that was opened first. */
export const closeAfterFile = (close: () => Promise<void>): void => void closings.push(close)

afterAll(async () => {
  for (const close of closings.splice(0).reverse()) await close()
})

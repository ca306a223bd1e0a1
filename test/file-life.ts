// What helpers keep from one test to the next, they keep for one file of tests. A worker loads each module once for all
// its files; so a helper registers here what begins anew with each file, and what is over after it (each-file.ts).

const begins: (() => void)[] = []
const checks: (() => Promise<void>)[] = []
const closings: (() => unknown)[] = []

/** Does this now and at the beginning of each further file: a count begins at one, nothing is open. */
export function anewEachFile(begin: () => void): void {
  begin()
  begins.push(begin)
}

/** Asks this after each test of every file from now on; what it throws fails the test. */
export const afterEachTest = (check: () => Promise<void>): void => void checks.push(check)

/** Has something closed when the tests of this file are over; the last that was opened first. */
export const closeAfterFile = (close: () => unknown): void => void closings.push(close)

export function beginFile(): void {
  for (const begin of begins) begin()
}

export async function endTest(): Promise<void> {
  for (const check of checks) await check()
}

/** Closes everything, also when something cannot be closed: what stayed open would be there in the files after it. */
export async function endFile(): Promise<void> {
  const failed: unknown[] = []
  for (const close of closings.splice(0).reverse())
    try {
      await close()
    } catch (error) {
      failed.push(error)
    }
  if (failed.length > 0) throw failed[0]
}

import { expect } from 'vitest'
import { afterEachTest } from './file-life.ts'
import { givenBranches } from './given.ts'
import { violations } from './given-holds.ts'
import { openLibrary, type TestLibrary } from './library.ts'

let town: TestLibrary | null = null

/**
 * A library with its branches, at an hour. Whatever a test does with it, what must always be true is asked of the whole
 * database afterwards.
 */
export async function openTown(at = '2026-11-24T10:00:00'): Promise<TestLibrary> {
  town = await openLibrary({ at })
  await givenBranches(town)
  return town
}

afterEachTest(async () => {
  const lived = town
  town = null
  if (lived) expect(await violations(lived)).toEqual([])
})

// vitest runs this before each file of tests.
import { afterAll, afterEach, vi } from 'vitest'
import { beginFile, endFile, endTest } from './file-life.ts'
import { sowProperties } from './seed.ts'

sowProperties()
beginFile()
// A clock that a test held is running again for the next one, also when the test failed.
afterEach(() => void vi.useRealTimers())
afterEach(endTest)
afterAll(endFile)

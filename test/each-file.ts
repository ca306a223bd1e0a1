// vitest runs this before each file of tests.
import { afterAll, afterEach } from 'vitest'
import { beginFile, endFile, endTest } from './file-life.ts'
import { sowProperties } from './seed.ts'

sowProperties()
beginFile()
afterEach(endTest)
afterAll(endFile)

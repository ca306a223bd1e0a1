import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where real catalogue data lies beside a checkout; it is not part of the project. */
export const sharedData = join(process.env.KAGO_SHARED ?? join(import.meta.dirname, '../../shared'), 'data')

/** All or nothing: half of the data is a mistake that the tests will name. */
export const haveRealData = existsSync(sharedData)

/** The tests that are played on real data alone: without it they are no part of the run. */
export const realDataTests = [
  'bench/search.test.ts',
  'src/catalogue/records/real-records.test.ts',
  'test/relevance/found-again.test.ts',
  'test/relevance/relevance.test.ts',
  'test/service/walk.e2e.ts',
]

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runChild } from '../child.ts'

/**
 * The short form of `npm run cluster:faults`. How long writing paused is judged there alone: other tests run beside it.
 */
test('the primary is killed under load: no search and no record page fails, and all is as everybody was told', async () => {
  const script = join(import.meta.dirname, 'run.ts')
  const { out } = await runChild(script, ['faults', '--seed', '1', '--only', 'primary killed', '--short'])
  expect(out).toMatch(/^0 anomalies$/m)
  expect(out).not.toMatch(/^failed at /m)
  for (const what of ['order', 'loan', 'return']) expect(out).toMatch(new RegExp(`\\b${what} done [1-9]`))
})

import { expect, test } from 'vitest'
import { closeAfterFile, endFile } from './file-life.ts'

test('what cannot be closed keeps nothing else open', async () => {
  const closed: string[] = []
  closeAfterFile(() => closed.push('the first'))
  closeAfterFile(() => Promise.reject(new Error('stuck')))
  closeAfterFile(() => closed.push('the last'))
  await expect(endFile()).rejects.toThrow('stuck')
  expect(closed).toEqual(['the last', 'the first'])
})

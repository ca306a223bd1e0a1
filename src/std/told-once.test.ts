import { expect, test } from 'vitest'
import { silentLog } from './log.ts'
import { ToldOnce } from './told-once.ts'

test('a failure is told once, and again when it is another one or comes back', () => {
  const told: string[] = []
  const trying = new ToldOnce({ ...silentLog, warn: (event, fields) => told.push(`${event}: ${fields?.error}`) }, 'it')
  const fails = (message: string) => trying.failed(new Error(message))
  for (const message of ['away', 'away', 'full', 'full', 'away']) fails(message)
  expect(told).toEqual(['it: away', 'it: full', 'it: away'])
  trying.wentWell()
  fails('away')
  expect(told).toHaveLength(4)
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openLibrary } from '../../test/library.ts'
import { describeSchema } from './generate-schema.ts'
import { migrate } from './migrate.ts'

test('migrating again changes nothing', async () => {
  const { db } = await openLibrary()
  expect((await migrate(db)).applied).toEqual([])
})

test('schema.ts is what the migrations make (else: npm run schema)', async () => {
  const { db } = await openLibrary()
  expect(readFileSync(new URL('schema.ts', import.meta.url), 'utf8')).toBe(await describeSchema(db))
})

import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { draftOf } from './draft.ts'

test('no two drafts of a file have one name, and what a killed process left of one goes after an hour', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kago-draft-'))
  const file = join(folder, 'snapshot')
  const [old, young, other] = [draftOf(file), draftOf(file), draftOf(join(folder, 'other'))]
  expect(new Set([old, young, other]).size).toBe(3)
  for (const draft of [file, old, young, other]) writeFileSync(draft, 'x')
  const twoHoursAgo = new Date(Date.now() - 7_200_000)
  for (const draft of [file, old, other]) utimesSync(draft, twoHoursAgo, twoHoursAgo)
  expect([old, young, other]).not.toContain(draftOf(file))
  expect(readdirSync(folder).map(name => join(folder, name))).toEqual([file, other, young].toSorted())
})

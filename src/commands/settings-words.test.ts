import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readLibraryFile } from '#settings/file/library-file.ts'
import { readDescription } from '#settings/whole.ts'
import { problemWords as wordsOfPages } from '#web/counter/settings/words.ts'
import { problemWords } from './settings-words.ts'

const library = readFileSync('demo/library.yaml', 'utf8')

test.for([
  ['identity:', 'intakeWindow: { from: 3時, until: 04:00 }\nidentity:', 'it is to be a time such as 09:30'],
  ['identity:', 'identity:\n  colour: blue', 'it is to be a colour such as #1d3c78'],
  ['from: 12-28', 'from: 13-40', 'it is to be a month and day such as 12-29'],
  ['from: 2026-01-06', 'from: 0000-01-06', 'it is to be a day such as 2026-12-01'],
  ['code: asahi', 'code: 朝日', 'it is to be a code: small letters'],
  [/coordinates: .*/, 'coordinates: 村上駅', 'it is to be latitude and longitude such as 38.2239,139.4800'],
  [/telephone: .*/, 'telephone: 0254', 'it is to be a text; digits alone need quotes around them'],
] as const)('%s that became %s is told by what would be right there', ([right, wrong, said]) => {
  const text = library.replace(right, wrong)
  expect(text).not.toBe(library)
  const file = readLibraryFile(text)
  const read = file.ok ? readDescription(file.document) : { ok: true as const }
  const problems = read.ok ? [] : read.problems
  expect(problems.map(problemWords).join('\n')).toContain(said)
  // Pages have words of their own for each.
  expect(problems.map(wordsOfPages).join('\n')).not.toContain('使えない形です')
})

import { expect, test } from 'vitest'
import { buildIndex } from '#catalogue/index/memory-index.ts'
import { foldWritten, written } from '#catalogue/rules/writing/fold.ts'
import { bareSearch } from './bare-lists.ts'
import { fixedQueries } from './fixed-queries.ts'
import { grownCatalogue } from './grown-catalogue.ts'
import { surfaceTexts } from './surface-texts.ts'

const records = 3000

test('the bench in short: every comparable query finds what a scan of the texts finds', () => {
  const bibs = [...grownCatalogue(records)]
  const index = buildIndex(bibs)
  const texts = bibs.map(surfaceTexts)
  const queries = fixedQueries()
  expect(queries).toHaveLength(200)
  for (const { request, comparable } of queries) {
    const answer = index.search(request)
    expect(answer.ok, request.text).toBe(true)
    if (!comparable || !answer.ok || answer.value.nearest) continue
    const words = written(request.text!).split(' ').map(foldWritten)
    const scanned = texts.filter(fields => words.every(word => fields.some(field => field.includes(word)))).length
    const variants = answer.value.alsoSearched.length
    if (variants === 0) expect([request.text, answer.value.total]).toEqual([request.text, scanned])
    const bare = bareSearch(index.base, request)
    if (bare !== null) expect(bare.total).toBeGreaterThanOrEqual(scanned)
  }
})

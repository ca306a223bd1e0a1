import { expect, test } from 'vitest'
import { buildIndex } from '#catalogue/index/memory-index.ts'
import { readCatalogue, readQueries } from './catalogue-ja.ts'
import { judge } from './judge.ts'

test('readers find what they look for on the first page of 75,405 real records', () => {
  const rows = readCatalogue()
  const judged = judge(buildIndex(rows.map(({ bib }) => bib)), rows, readQueries())
  const worst = judged.misses
    .toSorted((a, b) => b.weight - a.weight)
    .map(
      ({ weight, form, query, why, total, expected }) => `${weight}\t${form}\t${query}\t${why} (${total})\t${expected}`,
    )
  const first = judged.onFirstPage / judged.weight
  const nothing = judged.nothingFound / judged.weight
  const summary = `first page ${(first * 100).toFixed(2)} %, nothing found ${(nothing * 100).toFixed(2)} %, MRR ${(judged.reciprocalRank / judged.weight).toFixed(3)}`
  process.stdout.write(
    `${summary}, ${judged.asked} queries asked, ${judged.unanswerable} name no record of this catalogue\n${worst.slice(0, 40).join('\n')}\n`,
  )
  expect(first, worst.join('\n')).toBeGreaterThanOrEqual(0.99)
  expect(nothing, worst.join('\n')).toBeLessThanOrEqual(0.002)
  expect(judged.asked).toBeGreaterThan(5000)
})

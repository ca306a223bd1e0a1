import { parseArgs } from 'node:util'
import type { IndexedBib } from '#catalogue/index/catalogue-index.ts'
import { buildIndex } from '#catalogue/index/memory-index.ts'
import { grownCatalogue } from './grown-catalogue.ts'

/**
 * node --max-old-space-size=12000 --import tsx bench/headings.ts [--records 1000000 --names 12]: how long the pages of
 * authors and subjects wait for the index, on a grown catalogue in which every real name stands for several people. The
 * first question of each kind, then the median of twenty.
 */
const { values } = parseArgs({
  options: { records: { type: 'string', default: '1000000' }, names: { type: 'string', default: '12' } },
})
const say = (line: string) => process.stdout.write(`${line}\n`)

const index = buildIndex(withMoreNames(Number(values.records), Number(values.names)))
const pages: [string, () => { total: number }][] = [
  ['authors, first page', () => index.creators([], 0, 100)],
  ['authors, page 1,000', () => index.creators([], 99_900, 100)],
  ['authors, ナ行', () => index.creators([...'ナニヌネノ'], 0, 100)],
  ['authors, カ, page 20', () => index.creators(['カ'], 1_900, 100)],
  ['subjects, first page', () => index.subjects([], 0, 100)],
  ['subjects, カ行', () => index.subjects([...'カキクケコガギグゲゴ'], 0, 100)],
]
for (const [name, ask] of pages) {
  const times = Array.from({ length: 21 }, () => timed(ask))
  const [first, ...others] = times as [number, ...number[]]
  const median = others.sort((a, b) => a - b)[10]!
  say(
    `${name.padEnd(24)} ${String(ask().total).padStart(9)}  first ${first.toFixed(1)} ms  then ${median.toFixed(2)} ms`,
  )
}

function timed(ask: () => unknown): number {
  const began = performance.now()
  ask()
  return performance.now() - began
}

function* withMoreNames(records: number, names: number): Generator<IndexedBib> {
  for (const bib of grownCatalogue(records)) {
    const nth = bib.id % names
    const more = (text: string) => (nth === 0 ? text : `${text}${String.fromCharCode(0x4e00 + nth)}`)
    yield {
      ...bib,
      creators: bib.creators.map(creator => ({ ...creator, name: more(creator.name) })),
      subjects: bib.subjects.map(more),
    }
  }
}

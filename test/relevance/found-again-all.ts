import { buildIndex } from '#catalogue/index/memory-index.ts'
import { readCatalogue } from './catalogue-ja.ts'
import { lostLines } from './found-again.ts'

/**
 * npm run found-again: every line of all real records, pasted, finds its record; exit status 1 when one does not. `--
 * 10` takes every tenth record.
 */
const step = Number(process.argv[2] ?? 1)
const bibs = readCatalogue().map(({ bib }) => bib)
const index = buildIndex(bibs)
const asked = bibs.filter((_, i) => i % step === 0)
const lost = asked.flatMap(bib => lostLines(index, bib))
for (const { id, line, why } of lost) process.stdout.write(`${id}\t${why}\t${line}\n`)
process.stdout.write(`${asked.length} records, ${lost.length} lines lost\n`)
process.exitCode = lost.length === 0 ? 0 : 1

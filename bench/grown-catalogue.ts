import type { IndexedBib } from '#catalogue/index/catalogue-index.ts'
import { BibId } from '#ids.ts'
import { readCatalogue } from '../test/relevance/catalogue-ja.ts'

/**
 * A catalogue of any size out of the real one: titles, names, publishers and years are recombined, each drawn as often
 * as it really occurs, and two titles in five get the subtitle or the title of another. The same seed gives the same
 * records.
 */
export function* grownCatalogue(count: number, seed = 20_260_401): Generator<IndexedBib> {
  const rows = readCatalogue().map(({ bib }) => bib)
  const random = randomNumbers(seed)
  const any = () => rows[Math.floor(random() * rows.length)]!
  for (let id = 1; id <= count; id++) {
    const title = any()
    const other = random() < 0.4 ? any() : null
    const people = any()
    const edition = any()
    const branches = branchesOf(random)
    const available = branches.reduce((sum, branch) => sum + branch.available, 0)
    const loans = Math.floor(1 / (random() + 0.0005)) - 1
    yield {
      ...title,
      id: BibId(id),
      sourceKey: `bench:${id}`,
      title: title.title,
      subtitle: other === null ? title.subtitle : other.title,
      titleReading:
        title.titleReading === null || other === null
          ? title.titleReading
          : `${title.titleReading} ${other.titleReading ?? ''}`,
      creators: people.creators,
      responsibility: people.responsibility,
      publisher: edition.publisher,
      year: edition.year,
      // One record in three has an ISBN, as in a public library with its older stock.
      isbns: id % 3 === 0 ? [`978${String(400_000_000 + id)}0`] : [],
      branches,
      available,
      lendable: branches.length,
      loans,
      popularity: loans,
      holds: random() < 0.05 ? Math.floor(random() * 20) : 0,
      addedOn: `20${String(10 + Math.floor(random() * 16))}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-01`,
    }
  }
}

const branchNames = ['中央', '荒川', '山北', '神林', '朝日', '東', '西', '移動']

/** Most titles are at one branch, few at many. */
function branchesOf(random: () => number): IndexedBib['branches'] {
  const wanted = Math.min(branchNames.length, Math.floor(1 / (random() + 0.12)))
  const first = Math.floor(random() * random() * branchNames.length)
  return Array.from({ length: wanted }, (_, i) => ({
    branch: branchNames[(first + i) % branchNames.length]!,
    shelf: null,
    copies: 1,
    available: random() < 0.75 ? 1 : 0,
  }))
}

/** mulberry32 */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BibId } from '#ids.ts'
import { bibFor, creator } from '../../../test/indexed-bib.ts'
import type { Change, IndexedBib, SearchRequest } from './catalogue-index.ts'
import { buildIndex, type MemoryIndex } from './memory-index.ts'
import { sortedDocs } from './segment/doc-lists.ts'
import { keepCounts } from './segment/kept-counts.ts'
import { intersectPlaces, listedWithin, lists } from './segment/postings.ts'
import type { Postings } from './segment/segment.ts'

const answerOf = (index: MemoryIndex, request: SearchRequest) => {
  const answer = index.search(request)
  if (!answer.ok) throw new Error(answer.refusal.why)
  return answer.value
}

const sorted = (max: number, length: number) =>
  fc.uniqueArray(fc.nat(max), { maxLength: length }).map(docs => Uint32Array.from(docs).sort())

/** Two lists of postings, so that behind the one that is asked something else follows. */
const postingsOf = (docs: Uint32Array): Postings => ({
  keys: Uint32Array.of(1, 2),
  starts: Uint32Array.of(0, docs.length, docs.length + 1),
  docs: Uint32Array.of(...docs, 0),
  masks: Uint8Array.from([...docs, 0], doc => (doc % 5 === 0 ? 64 : 2)),
})

test('documents are found in a list of any length, and only where the table looks', () => {
  const table = Uint8Array.from({ length: 256 }, (_, mask) => (mask === 2 ? 7 : 0))
  fc.assert(
    fc.property(sorted(300, 200), fc.oneof(sorted(300, 2), sorted(300, 200)), (docs, within) => {
      const list = lists(postingsOf(docs), 0, 1)
      const there = new Set(docs)
      const { docs: found, how } = listedWithin(list, table, within)
      expect([...found]).toEqual([...within].filter(doc => there.has(doc) && doc % 5 !== 0))
      expect([...how]).toEqual([...found].map(() => 7))
      const placed = { docs: within, how: new Uint8Array(within.length).fill(2), table: new Uint8Array(256).fill(2) }
      expect([...intersectPlaces(placed, list).docs]).toEqual([...found])
    }),
  )
})

test('one document is found in a list more than 256 times as long', () => {
  const docs = Uint32Array.from({ length: 1000 }, (_, i) => i * 3)
  const found = (doc: number) => [
    ...listedWithin(lists(postingsOf(docs), 0, 1), new Uint8Array(256).fill(1), Uint32Array.of(doc)).docs,
  ]
  for (const doc of [0, 3, 1500, 2997]) expect(found(doc)).toEqual([doc])
  for (const doc of [1, 2998, 5000]) expect(found(doc)).toEqual([])
})

test('documents in any order are sorted, be they few or many', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(9_999), { maxLength: 400 }), docs => {
      expect([...sortedDocs(Uint32Array.from(docs), 10_000)]).toEqual(docs.toSorted((a, b) => a - b))
    }),
  )
})

/** Three hundred authors of three bibs each; every title has の. */
const bibs = (count: number): IndexedBib[] =>
  Array.from({ length: count }, (_, i) =>
    bibFor(i + 1, {
      title: `道の本${count - i}`,
      year: 1900 + (i % 100),
      creators: [creator(`著者${100 + (i % 300)}`), ...(i % 7 === 0 ? [creator('共著者')] : [])],
      branches: [{ branch: i % 2 === 0 ? '中央' : '北', shelf: null, copies: 1, available: 1 }],
      available: 1,
    }),
  )

test('counts that were kept are those of a recount, whatever was deleted or added since', () => {
  const records = bibs(900)
  const now = new Map(records.map(record => [record.id, record]))
  const index = buildIndex(records)
  index.base.kept = keepCounts(index.base, 100)
  const author = (from: number, to: number, times: number) =>
    records.filter((_, i) => i < times * 300 && i % 300 >= from && i % 300 < to)
  const without = (gone: IndexedBib[]) => gone.map(({ id }) => ({ id, bib: null }))
  const steps: Change[][] = [
    [],
    // The one who wrote most is gone.
    without(records.filter((_, i) => i % 7 === 0)),
    // One whom the kept counts do not name comes to the top with bibs that are new.
    bibs(2).map((bib, i) => ({
      id: BibId(2001 + i),
      bib: { ...bib, id: BibId(2001 + i), creators: [creator('著者399')] },
    })),
    // Of those whom they name nobody stays at the top.
    without(author(0, 260, 2)),
  ]
  for (const changes of steps) {
    index.apply(changes)
    for (const { id, bib } of changes)
      if (bib === null) now.delete(id)
      else now.set(id, bib)
    const anew = buildIndex([...now.values()])
    for (const text of ['の', '道の', '本']) {
      expect(answerOf(index, { text }).facets).toEqual(answerOf(anew, { text }).facets)
      expect(answerOf(index, { text }).total).toBe(now.size)
    }
  }
})

test('the first of many hits in a known order are those of the whole list', () => {
  const records = bibs(900)
  const index = buildIndex(records)
  index.apply(records.slice(880).map(({ id }) => ({ id, bib: null })))
  for (const sort of ['title', 'author', 'class'] as const)
    for (const filters of [{}, { branches: ['北'] }]) {
      const all = answerOf(index, { text: 'の', sort, filters, limit: 1000 })
      for (const [offset, limit] of [
        [0, 1],
        [0, 5],
        [2, 3],
      ] as const)
        expect(answerOf(index, { text: 'の', sort, filters, offset, limit }).hits).toEqual(
          all.hits.slice(offset, offset + limit),
        )
    }
})

test('more sorts of whereabouts than sixteen bits can number', () => {
  const index = buildIndex(bibs(10))
  const branches = Array.from({ length: 17 }, (_, i) => `館${i}`)
  for (let some = 1; some < 1 << 17; some++)
    index.whereabouts.numberOf(
      branches.filter((_, i) => (some >>> i) & 1).map(branch => ({ branch, shelf: null, isAvailable: false })),
    )
  const [first] = bibs(10)
  index.apply([
    {
      id: BibId(1),
      bib: { ...first!, branches: branches.map(branch => ({ branch, shelf: null, copies: 1, available: 1 })) },
    },
  ])
  const { facets, total } = answerOf(index, { text: 'の', filters: { branches: ['館16'], availableNow: true } })
  expect(total).toBe(1)
  expect(facets.branches.find(({ value }) => value === '館16')).toEqual({ value: '館16', count: 1 })
  expect(answerOf(index, { text: 'の' }).facets.branches.find(({ value }) => value === '北')?.count).toBe(5)
})

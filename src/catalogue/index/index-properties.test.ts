import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BibId } from '#ids.ts'
import { bibFor, creator } from '../../../test/indexed-bib.ts'
import { audiences, bibKinds } from '../rules/bib.ts'
import { parseQuery, wrongWith } from '../rules/search/query.ts'
import { folded, foldWritten, written } from '../rules/writing/fold.ts'
import { buildInWorker } from './build/build-in-worker.ts'
import type { Answer, Change, Filters, IndexedBib, SearchRequest, SortOrder } from './catalogue-index.ts'
import { loadSnapshot, saveSnapshot, snapshotVersion } from './keep/snapshot.ts'
import { test as matches, planOf } from './matching/evaluate.ts'
import { soleKana } from './matching/kana-start.ts'
import { buildIndex, type MemoryIndex } from './memory-index.ts'
import { keepCounts } from './segment/kept-counts.ts'
import { creatorKey, titleReadings } from './segment/record-text.ts'
import { termKind } from './segment/segment.ts'

/** Few characters, so that words meet by chance; the ones that fold into each other are among them. */
const text = (max: number, min = 0) =>
  fc
    .array(fc.constantFrom(...'日本歴史学京都東斉斎の道アかガきャヤーッ・ハワc+#1２a 　'), {
      minLength: min,
      maxLength: max,
    })
    .map(chars => chars.join(''))
const kana = (max: number) =>
  fc.array(fc.constantFrom(...'アカガキャヤーハワ  '), { minLength: 1, maxLength: max }).map(chars => chars.join(''))
const branchNames = ['中央', '北', '南']
const shelfNames = ['一般', '児童', null]

const bib = (id: fc.Arbitrary<number>): fc.Arbitrary<IndexedBib> =>
  fc
    .record({
      id,
      title: text(8, 1),
      titleReading: fc.option(kana(8)),
      subtitle: fc.option(text(4)),
      otherTitles: fc.array(text(4), { maxLength: 2 }),
      otherTitleReadings: fc.array(kana(4), { maxLength: 2 }),
      series: fc.option(text(4)),
      publisher: fc.option(text(4)),
      contents: fc.option(text(5)),
      volume: fc.option(fc.constantFrom('上', '下', '1', '10', '第二巻', '別巻')),
      subjects: fc.array(fc.oneof(text(3), fc.constantFrom('日本', '道')), { maxLength: 2 }),
      creators: fc.array(fc.constantFrom(creator('斉藤 日本', 'ハワ アカ'), creator('京都', 'キャガ'), creator('道')), {
        maxLength: 3,
      }),
      language: fc.constantFrom('jpn', 'eng', null),
      kind: fc.constantFrom(...bibKinds),
      audience: fc.constantFrom(...audiences),
      ndc: fc.constantFrom<string[]>(
        [],
        ['913.6'],
        ['210'],
        ['E', '726'],
        ['913.6', '210.4'],
        ['210', '913.6', '913.8'],
      ),
      year: fc.option(fc.integer({ min: 1990, max: 1994 })),
      addedOn: fc.option(fc.constantFrom('2026-01-01', '2026-02-01')),
      popularity: fc.nat(3),
      available: fc.nat(2),
      branches: fc.subarray(branchNames).chain(there =>
        fc.tuple(
          ...there.flatMap(branch =>
            shelfNames.map(shelf =>
              fc.tuple(fc.nat(1), fc.nat(1)).map(([copies, available]) => ({
                ...{ branch, shelf, copies },
                available: copies * available,
              })),
            ),
          ),
        ),
      ),
    })
    .map(({ id: own, ...given }) =>
      bibFor(own, { ...given, available: given.branches.reduce((sum, { available }) => sum + available, 0) }),
    )

const bibs = fc.uniqueArray(bib(fc.integer({ min: 1, max: 30 })), { selector: ({ id }) => id, maxLength: 25 })
const allOf = (index: MemoryIndex, request: SearchRequest): Answer => {
  const answer = index.search({ limit: 1000, ...request })
  if (!answer.ok) throw new Error(answer.refusal.why)
  return answer.value
}
const idsOf = (answer: Answer): number[] => answer.hits.map(({ id }) => id).toSorted((a, b) => a - b)

test('a substring of what is written finds exactly the records a plain scan finds', () => {
  const word = fc
    .array(fc.constantFrom(...'日本歴史学京都東の道'), { minLength: 1, maxLength: 4 })
    .map(chars => folded(chars.join('')))
  fc.assert(
    fc.property(bibs, word, (records, wanted) => {
      const inAny = records.filter(record =>
        [
          record.title,
          record.subtitle,
          ...record.otherTitles,
          record.volume,
          record.series,
          record.publisher,
          record.contents,
          ...record.subjects,
          ...record.creators.map(({ name }) => name),
        ].some(field => folded(field ?? '').includes(wanted)),
      )
      const answer = allOf(buildIndex(records), { text: wanted })
      // What is only near is another promise, and is made when nothing is written so.
      expect(answer.nearest ? [] : idsOf(answer), wanted).toEqual(inAny.map(({ id }) => id).toSorted((a, b) => a - b))
    }),
    { numRuns: 150 },
  )
})

test('a kana word finds a reading exactly where a word of it starts', () => {
  const word = fc.array(fc.constantFrom(...'アカガキハワ'), { minLength: 2, maxLength: 6 }).map(chars => chars.join(''))
  fc.assert(
    fc.property(bibs, word, (records, wanted) => {
      const plain = records.map(record => ({
        ...record,
        title: '題',
        subtitle: null,
        otherTitles: [],
        otherTitleReadings: [],
        series: null,
        publisher: null,
        contents: null,
        subjects: [],
        creators: [],
      }))
      const there = plain.filter(({ titleReading }) => {
        const words = written(titleReading ?? '').split(' ')
        const starts = words.map((_, i) => foldWritten(words.slice(i).join('')))
        const other = words.map((one, i) => (i > 0 ? ({ ハ: 'ワ', ワ: 'ハ' }[one] ?? one) : one))
        return [...starts, ...other.map((_, i) => foldWritten(other.slice(i).join('')))].some(start =>
          start.startsWith(wanted),
        )
      })
      const answer = allOf(buildIndex(plain), { text: wanted })
      const asTyped = answer.hits.filter(({ tier }) => !tier.startsWith('variant')).map(({ id }) => id)
      expect(answer.nearest ? [] : asTyped.toSorted((a, b) => a - b)).toEqual(
        there.map(({ id }) => id).toSorted((a, b) => a - b),
      )
    }),
    { numRuns: 150 },
  )
})

test('any query finds through the postings what reading every text finds', () => {
  const query = fc
    .array(fc.oneof(text(4, 1), kana(4), fc.constantFrom(' ', ' ', ' -', ' OR ', '"', 'c+', 'ca*')), {
      minLength: 1,
      maxLength: 6,
    })
    .map(parts => parts.join(''))
  fc.assert(
    fc.property(bibs, query, (records, wanted) => {
      const parsed = parseQuery(wanted)
      if (!parsed.ok) return
      const index = buildIndex(records)
      // What can only be a title is refused when there is none.
      if (wrongWith(parsed.value) !== null && !index.search({ text: wanted }).ok) return
      const answer = allOf(index, { text: wanted })
      const plan = planOf(parsed.value)
      const scanned = Array.from({ length: index.base.count }, (_, doc) => doc).filter(
        doc => matches(index.base, plan, doc) >= 0 || isReadFrom(doc),
      )
      // One kana alone also finds the titles that begin with its sound.
      function isReadFrom(doc: number): boolean {
        const kana = parsed.ok ? soleKana(parsed.value) : null
        const record = records.find(({ id }) => id === index.base.ids[doc])!
        const [reading = ''] = titleReadings(record, written(record.title))
        return kana !== null && foldWritten(reading).startsWith(String.fromCharCode(kana.unit))
      }
      const found = answer.nearest
        ? []
        : answer.hits.filter(({ tier }) => !tier.startsWith('variant')).map(({ id }) => id)
      expect(found.toSorted((a, b) => a - b)).toEqual(
        scanned.map(doc => index.base.ids[doc]!).toSorted((a, b) => a - b),
      )
    }),
    { numRuns: 300 },
  )
})

/** With counts kept for every word, as a large index has them for the frequent ones. */
function builtWithKept(records: IndexedBib[]): MemoryIndex {
  const index = buildIndex(records)
  index.base.kept = keepCounts(index.base, 1)
  return index
}

const filters: fc.Arbitrary<Filters> = fc.record(
  {
    branches: fc.subarray(branchNames),
    shelves: fc.subarray(['一般', '児童', '書庫']),
    kinds: fc.subarray([...bibKinds]),
    classes: fc.subarray([2, 7, 9, null]),
    years: fc.constantFrom([], [{ from: 1992 }], [{ to: 1991 }, { from: 1994, to: 1994 }]),
    creators: fc.subarray(['京都', '道', '斉藤日本']),
    audiences: fc.subarray([...audiences]),
    availableNow: fc.boolean(),
    addedSince: fc.constantFrom('2026-01-01', '2026-01-15'),
    ndc: fc.constantFrom('9', '913'),
    subject: fc.constantFrom('日本', '道'),
    language: fc.constantFrom('jpn', 'eng', 'fre'),
  },
  { requiredKeys: [] },
)

test('facets are counted over all hits, each group under the selections of the others', () => {
  fc.assert(
    fc.property(bibs, filters, fc.constantFrom('', '日', 'の'), (records, chosen, wanted) => {
      const index = builtWithKept(records)
      const answer = allOf(index, { text: wanted, filters: chosen })
      const found = new Set(idsOf(allOf(index, { text: wanted })))
      const hits = records.filter(({ id }) => found.has(id))
      expect(idsOf(answer)).toEqual(
        hits
          .filter(record => passes(record, chosen))
          .map(({ id }) => id)
          .toSorted((a, b) => a - b),
      )
      expect(answer.total).toBe(answer.hits.length)
      expect(answer.facets).toEqual(recounted(hits, chosen))
    }),
    { numRuns: 300 },
  )
})

test('the tree of classes counts every bib once below each class, as the list of the class has it', () => {
  fc.assert(
    fc.property(bibs, bibs, fc.constantFrom('', '9', '913', '21'), (records, later, prefix) => {
      const index = buildIndex(records)
      index.apply(later.map(bib => ({ id: bib.id, bib })))
      for (const { notation, count } of index.ndcBelow(prefix))
        expect(count).toBe(allOf(index, { filters: { ndc: notation } }).total)
    }),
    { numRuns: 100 },
  )
})

test('counting finds what searching finds, as it was typed, in however many parts the index lies', () => {
  const query = fc.constantFrom('', '日', 'の', '京都', 'ほん', '日 -の', '斎藤', 'zzz')
  fc.assert(
    fc.property(bibs, bibs, filters, query, fc.nat(12), (records, later, chosen, wanted, after) => {
      const index = buildIndex(records)
      index.apply(later.map(bib => ({ id: bib.id, bib })))
      const answer = allOf(index, { text: wanted, filters: chosen })
      const found = answer.nearest ? [] : idsOf(answer)
      const newer = found.filter(id => id > after).toSorted((a, b) => b - a)
      expect(index.count({ text: wanted, filters: chosen }, after, 3)).toEqual({
        ok: true,
        value: { total: found.length, later: newer.length, newest: newer.slice(0, 3), upTo: index.newestId },
      })
      expect(index.newestId).toBe(Math.max(0, ...[...records, ...later].map(({ id }) => id)))
    }),
    { numRuns: 300 },
  )
})

test('what cannot be searched cannot be counted either', () => {
  expect(buildIndex([]).count({ text: '-猫' }, 0)).toMatchObject({ ok: false, refusal: { why: 'onlyExclusions' } })
})

/** The same rules once more, one record at a time. */
function passes(record: IndexedBib, chosen: Filters, without?: keyof Filters): boolean {
  const free = (name: keyof Filters) =>
    name === without || chosen[name] === undefined || (Array.isArray(chosen[name]) && chosen[name].length === 0)
  const asksPlace = !(free('branches') && free('shelves') && (free('availableNow') || chosen.availableNow === false))
  const where: Filters = {
    branches: free('branches') ? [] : chosen.branches!,
    shelves: free('shelves') ? [] : chosen.shelves!,
    availableNow: !free('availableNow') && chosen.availableNow === true,
  }
  return (
    (!asksPlace || copiesAmong(record, where).length > 0) &&
    (free('kinds') || chosen.kinds!.includes(record.kind)) &&
    (free('classes') || classesOf(record).some(one => chosen.classes!.includes(one))) &&
    (free('years') ||
      (record.year !== null &&
        chosen.years!.some(({ from = 0, to = 9999 }) => from <= record.year! && record.year! <= to))) &&
    (free('creators') || record.creators.some(one => chosen.creators!.includes(creatorKey(one)))) &&
    (free('audiences') || chosen.audiences!.includes(record.audience)) &&
    (free('addedSince') || (record.addedOn !== null && record.addedOn >= chosen.addedSince!)) &&
    (free('subject') || record.subjects.some(subject => folded(subject) === folded(chosen.subject!))) &&
    (free('language') || record.language === chosen.language) &&
    (free('ndc') || record.ndc.some(notation => notation.startsWith(chosen.ndc!)))
  )
}

/** The copies that are at a chosen branch, on a chosen shelf and, where that is asked, there now. */
const copiesAmong = (
  { branches }: IndexedBib,
  { branches: at = [], shelves: on = [], availableNow = false }: Filters,
) =>
  branches.filter(
    ({ branch, shelf, copies, available }) =>
      copies > 0 &&
      (at.length === 0 || at.includes(branch)) &&
      (on.length === 0 || on.some(one => one === shelf)) &&
      (available > 0 || !availableNow),
  )

const classesOf = ({ ndc }: IndexedBib): (number | null)[] =>
  ndc.length === 0 ? [null] : ndc.filter(notation => notation !== 'E').map(notation => Number(notation[0]))

function recounted(hits: IndexedBib[], chosen: Filters): Answer['facets'] {
  const count = <T>(group: keyof Filters, valuesOf: (record: IndexedBib) => T[]) => {
    const counts = new Map<T, number>()
    for (const record of hits)
      if (passes(record, chosen, group))
        for (const value of new Set(valuesOf(record))) counts.set(value, (counts.get(value) ?? 0) + 1)
    return [...counts].map(([value, n]) => ({ value, count: n }))
  }
  const ordered = <T>(list: { value: T; count: number }[], order: readonly T[]) =>
    list.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
  const frequent = <T>(list: { value: T; count: number }[]) =>
    list.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  const names = new Map(hits.flatMap(({ creators }) => creators.map(one => [creatorKey(one), one.name])))
  const named = (of: 'branches' | 'shelves', name: 'branch' | 'shelf') => {
    const free = { ...chosen, [of]: [] }
    return frequent(
      count(of, record => copiesAmong(record, free).flatMap(copy => copy[name] ?? [])) as {
        value: string
        count: number
      }[],
    )
  }
  return {
    branches: named('branches', 'branch'),
    shelves: named('shelves', 'shelf'),
    kinds: ordered(
      count('kinds', ({ kind }) => [kind]),
      bibKinds,
    ),
    classes: ordered(count('classes', classesOf), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, null]),
    years: count('years', ({ year }) => (year === null ? [] : [year])).toSorted((a, b) => b.value - a.value),
    creators: frequent(count('creators', ({ creators }) => creators.map(creatorKey))).map(one => ({
      ...one,
      label: names.get(one.value)!,
    })),
    audiences: ordered(
      count('audiences', ({ audience }) => [audience]),
      audiences,
    ),
    available: hits.filter(record => passes(record, { ...chosen, availableNow: true })).length,
  }
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kago-snapshot-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const requests: SearchRequest[] = [
  { text: '日' },
  { text: '' },
  { text: 'の 道' },
  { text: '斉' },
  { text: 'カ', sort: 'title' },
  { filters: { availableNow: true, branches: ['中央'] } },
  ...(
    [
      ...(['newest', 'oldest', 'added', 'addedOldest', 'popular'] as const),
      ...(['title', 'titleBack', 'author', 'authorBack', 'class', 'classBack'] as const),
    ] satisfies SortOrder[]
  ).map(sort => ({ sort })),
]

test('after any changes, and after a snapshot, the index answers like one built anew', () => {
  const change = fc.oneof(
    bib(fc.integer({ min: 1, max: 40 })).map(record => ({ id: record.id, bib: record })),
    fc.integer({ min: 1, max: 40 }).map(id => ({ id: BibId(id), bib: null })),
    fc.record({ id: fc.integer({ min: 1, max: 40 }).map(BibId), lent: fc.constant(true) }),
  )
  fc.assert(
    fc.property(bibs, fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 8 }), (records, batches) => {
      const now = new Map(records.map(record => [record.id, record]))
      const index = builtWithKept(records)
      for (const batch of batches) {
        const changes: Change[] = []
        for (const one of batch) {
          const known = now.get(one.id)
          if ('lent' in one && !known) continue
          const next =
            'lent' in one
              ? {
                  ...known!,
                  available: 0,
                  holds: 1,
                  branches: known!.branches.map(branch => ({ ...branch, available: 0 })),
                }
              : one.bib
          changes.push({ id: one.id, bib: next })
          if (next) now.set(one.id, next)
          else now.delete(one.id)
        }
        index.apply(changes)
      }
      const anew = buildIndex([...now.values()])
      expect(index.size).toBe(now.size)
      const file = join(folder, 'index')
      saveSnapshot(file, index, '7')
      const loaded = loadSnapshot(file)
      expect(loaded?.sequence).toBe('7')
      for (const request of requests) {
        const expected = allOf(anew, request)
        expect(allOf(index, request), JSON.stringify(request)).toEqual(expected)
        expect(allOf(loaded!.index, request), JSON.stringify(request)).toEqual(expected)
      }
    }),
    { numRuns: 60 },
  )
})

test('a damaged, cut or foreign snapshot is no snapshot', () => {
  const file = join(folder, 'damaged')
  saveSnapshot(file, buildIndex([bibFor(1), bibFor(2)]), '1')
  const whole = readFileSync(file)
  expect(loadSnapshot(join(folder, 'absent'))).toBeNull()
  for (let at = 0; at < whole.length; at += 97) {
    const damaged = Buffer.from(whole)
    damaged[at]! ^= 1
    writeFileSync(file, damaged)
    const loaded = loadSnapshot(file)
    // Between two arrays lie a few bytes that mean nothing.
    if (loaded !== null) expect(allOf(loaded.index, { text: '題名' }).total).toBe(2)
  }
  writeFileSync(file, whole.subarray(0, whole.length - 1))
  expect(loadSnapshot(file)).toBeNull()
  writeFileSync(file, 'something else')
  expect(loadSnapshot(file)).toBeNull()
})

test.each([...'〱々é㈱ー★'])('an index in which 「%s」 was read otherwise is of another version', sign => {
  const otherwise = (text: string) => written(text.replaceAll(sign, 'ウ'))
  expect(snapshotVersion({ write: otherwise, kinds: termKind })).not.toBe(snapshotVersion())
})

test('an index that was built without one of the kinds of terms is of another version', () => {
  const { language: _, ...others } = termKind
  expect(snapshotVersion({ write: written, kinds: others })).not.toBe(snapshotVersion())
})

test('a worker builds the same index', async () => {
  const records = Array.from({ length: 50 }, (_, i) =>
    bibFor(i + 1, {
      title: `日本の歴史 ${i}`,
      branches: [{ branch: '北', shelf: '児童', copies: 1, available: 1 }],
      available: 1,
    }),
  )
  const file = join(folder, 'built')
  const built = await buildInWorker([records.slice(0, 20), records.slice(20)], { file, sequence: '9' })
  expect(loadSnapshot(file)?.sequence).toBe('9')
  expect(allOf(built, { text: '歴史' })).toEqual(allOf(buildIndex(records), { text: '歴史' }))
})

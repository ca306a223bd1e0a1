import { setImmediate } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import { saveBibs } from '#catalogue/exchange/import-store.ts'
import { isTooLong, readSearch } from '#catalogue/rules/search/search-state.ts'
import { checkLibrary } from '#check/check-library.ts'
import { connect, sql } from '#database/database.ts'
import { importRecords } from '#exchange/import-records.ts'
import type { PatronId, SavedSearchId } from '#ids.ts'
import { forgetPatron } from '#merging/forget-patron.ts'
import { mergePatrons } from '#merging/merge-patrons.ts'
import { myData } from '#patrons/my-account.ts'
import { dayOf } from '#time/clock.ts'
import { givenBib, givenBranches, givenIndex } from '../../test/given.ts'
import { givenPatron } from '../../test/given-patron.ts'
import { bibFor } from '../../test/indexed-bib.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { countMySavedSearches, mySavedSearch, mySavedSearches } from './my-saved-searches.ts'
import { openSavedSearch } from './open-saved-search.ts'
import { removeSavedSearch } from './remove-saved-search.ts'
import { renameSavedSearch } from './rename-saved-search.ts'
import { reviewSearch } from './review-search.ts'
import { saveSearch } from './save-search.ts'

let library: TestLibrary
let patron: PatronId
beforeEach(async () => {
  library = await openLibrary({ policy: { savedSearches: { max: 3, mailWeekday: 'friday' } } })
  await givenBranches(library)
  patron = (await givenPatron(library)).id
})

const state = (query: string) => readSearch(new URLSearchParams(query))
const save = async (query: string, patronId = patron) => {
  const saved = await saveSearch(library, patronId, state(query))
  if (!saved.ok) throw new Error(saved.refusal.why)
  return saved.value.id
}
/** Searches in their order: what each asks, how many it finds, how many of them are new. */
const listed = async (patronId = patron) =>
  (await mySavedSearches(library, patronId)).map(({ state: { q }, found }) =>
    found.ok ? [q, found.value.total, found.value.arrived] : [q, found.refusal.why],
  )
/** How far the list has counted a search. */
const upToOf = async (id: SavedSearchId, patronId = patron) => {
  const found = (await mySavedSearches(library, patronId)).find(search => search.id === id)?.found
  return found?.ok ? found.value.upTo : 0
}
const open = async (id: SavedSearchId, patronId = patron) =>
  openSavedSearch(library, patronId, id, await upToOf(id, patronId))
const arrives = async (title: string) => {
  const { id } = await givenBib(library, { title })
  await givenIndex(library)
  return id
}
const checked = () => checkLibrary(library.db, library.policy, dayOf(library.clock.now()))

describe('saving', () => {
  test('a search is kept once, however it is arranged and however often it is pressed', async () => {
    const id = await save('q=猫&branch=chuo&branch=asahi&page=4')
    expect(await save('q=猫&branch=asahi&branch=chuo&sort=newest&size=50')).toBe(id)
    expect(await countMySavedSearches(library, patron)).toBe(1)
    expect(await mySavedSearch(library, patron, id)).toMatchObject({
      name: null,
      state: { q: '猫', page: 1, size: 20 },
    })
    expect(await reviewSearch(library, patron, state('q=猫&branch=chuo&branch=asahi'))).toEqual({
      savedAs: id,
      refusal: null,
    })
    expect(await reviewSearch(library, patron, state('q=犬'))).toEqual({ savedAs: null, refusal: null })
    const other = (await givenPatron(library)).id
    expect(await save('q=猫&branch=chuo&branch=asahi', other)).not.toBe(id)
  })

  test('nothing, too much and too many are refused; what is saved already is no one too many', async () => {
    const saved = (query: string) => saveSearch(library, patron, state(query))
    expect(await saved('sort=newest&page=2')).toEqual({ ok: false, refusal: { why: 'nothingAsked' } })
    const much = `q=${'あ'.repeat(200)}&title=${'い'.repeat(200)}`
    expect(await saved(much)).toEqual({ ok: false, refusal: { why: 'tooMuchAsked' } })
    const first = await save('q=1')
    await save('q=2')
    await save('q=3')
    expect(await saved('q=4')).toEqual({ ok: false, refusal: { why: 'tooMany', max: 3 } })
    expect((await reviewSearch(library, patron, state('q=4'))).refusal).toEqual({ why: 'tooMany', max: 3 })
    expect(await save('q=1')).toBe(first)
  })

  test('of many presses at once none is saved twice and none goes over the limit', async () => {
    const queries = Array.from({ length: 12 }, (_, n) => state(`q=${n % 6}`))
    const saved = await Promise.all(queries.map(query => saveSearch(library, patron, query)))
    expect(await countMySavedSearches(library, patron)).toBe(3)
    expect(new Set(saved.flatMap(one => (one.ok ? one.value.id : []))).size).toBe(3)
  })
})

describe('what came in since', () => {
  test('what is there counts as seen; what comes in is new until it is opened, on the same day too', async () => {
    await arrives('猫の本')
    const cats = await save('q=猫')
    const dogs = await save('q=犬')
    expect(await listed()).toEqual([
      ['犬', 0, 0],
      ['猫', 1, 0],
    ])
    await arrives('猫の絵本')
    // Those with something new come first.
    expect(await listed()).toEqual([
      ['猫', 2, 1],
      ['犬', 0, 0],
    ])
    expect(await open(cats)).toEqual({ ok: true, value: expect.objectContaining({ q: '猫', sort: 'added' }) })
    expect((await listed()).find(([q]) => q === '猫')).toEqual(['猫', 2, 0])
    // No second has passed.
    await arrives('猫の事典')
    await arrives('犬の事典')
    expect(await listed()).toEqual([
      ['犬', 1, 1],
      ['猫', 3, 1],
    ])
    await open(dogs)
    expect(await listed()).toEqual([
      ['猫', 3, 1],
      ['犬', 1, 0],
    ])
  })

  test('what comes in between the list and the press is told the next time, and an older press takes nothing back', async () => {
    const id = await save('q=猫')
    await arrives('猫の本')
    const upTo = await upToOf(id)
    await arrives('猫の絵本')
    await openSavedSearch(library, patron, id, upTo)
    expect(await listed()).toEqual([['猫', 2, 1]])
    await open(id)
    await openSavedSearch(library, patron, id, upTo)
    await openSavedSearch(library, patron, id, 0)
    expect(await listed()).toEqual([['猫', 2, 0]])
    // Nobody has seen what is not there yet.
    await openSavedSearch(library, patron, id, 1_000_000)
    await arrives('猫の事典')
    expect(await listed()).toEqual([['猫', 3, 1]])
  })

  test('a record that only changed, and one that has gone, are not new', async () => {
    const bib = await arrives('猫の本')
    await save('q=猫')
    await sql`update bib set subtitle = '改訂' where id = ${bib}`.execute(library.db)
    await givenIndex(library)
    expect(await listed()).toEqual([['猫', 1, 0]])
    const next = await arrives('猫の絵本')
    await sql`update bib set deleted_at = ${library.clock.now()} where id = ${next}`.execute(library.db)
    await givenIndex(library)
    expect(await listed()).toEqual([['猫', 1, 0]])
  })

  test('near readings are no hits: the day on which the very thing comes in is the news', async () => {
    await arrives('ねこまた')
    await save('q=ねこまだ')
    expect(library.index.search({ text: 'ねこまだ' })).toMatchObject({ value: { nearest: true, total: 1 } })
    expect(await listed()).toEqual([['ねこまだ', 0, 0]])
    await arrives('ねこまだ')
    expect(await listed()).toEqual([['ねこまだ', 1, 1]])
  })

  test('a call number is looked for among the copies, as on the page of results', async () => {
    await save('q=913.6/ナツ')
    await givenBib(library, { title: '坊っちゃん', items: [{ callNumber: '913.6/ナツ' }] })
    await givenIndex(library)
    expect(await listed()).toEqual([['913.6/ナツ', 1, 1]])
  })

  test('one that cannot be understood still lists and opens', async () => {
    const long = await save(`title=${'あ'.repeat(205)}`)
    expect(isTooLong((await mySavedSearch(library, patron, long))!.state)).toBe(true)
    await save(`q=${'あ '.repeat(99)}`)
    const gone = await save('q=猫&branch=gone')
    expect((await mySavedSearches(library, patron)).map(({ found }) => found)).toEqual([
      { ok: true, value: { total: 0, arrived: 0, upTo: 0 } },
      { ok: false, refusal: expect.objectContaining({ why: 'tooManyWords' }) },
      { ok: false, refusal: expect.objectContaining({ why: 'tooLong' }) },
    ])
    for (const id of [long, gone]) expect((await open(id)).ok).toBe(true)
  })

  test('no bib can be seen before one with a lower number, though two imports run at once', async () => {
    const other = connect(library.databaseUrl, { connections: 1 })
    const second = await other.transaction().execute(async tx => {
      await saveBibs(tx, [{ bib: bibFor(0, { sourceKey: 'slow:1', title: '遅い本' }), raw: null }], library.clock.now())
      const importing = importRecords(library, [Buffer.from(JSON.stringify({ id: '1', title: '速い本' }))], {
        agency: 'fast',
      })
      while (!(await somebodyWaits())) await setImmediate()
      return { importing }
    })
    await second.importing
    await other.destroy()
    const rows = await library.db.selectFrom('bib').select('title').orderBy('id').execute()
    expect(rows.map(row => row.title)).toEqual(['遅い本', '速い本'])
  })
})

async function somebodyWaits(): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())) as waits`.execute(library.db)
  return rows[0]!.waits
}

describe('a list of one’s own', () => {
  test('it is renamed and removed by its patron alone', async () => {
    const id = await save('q=猫')
    const other = (await givenPatron(library)).id
    const notFound = { ok: false, refusal: { why: 'notFound' } }
    expect(await renameSavedSearch(library, other, id, 'わたしの', '猫')).toEqual(notFound)
    expect(await removeSavedSearch(library, other, id)).toEqual(notFound)
    expect(await open(id, other)).toEqual(notFound)
    expect(await mySavedSearch(library, other, id)).toBe(null)

    expect((await renameSavedSearch(library, patron, id, ' ねこの 本 ', '猫')).ok).toBe(true)
    expect((await mySavedSearch(library, patron, id))?.name).toBe('ねこの 本')
    expect((await renameSavedSearch(library, patron, id, '猫', '猫')).ok).toBe(true)
    expect((await mySavedSearch(library, patron, id))?.name).toBe(null)
    expect(await renameSavedSearch(library, patron, id, ' ', '猫')).toMatchObject({ refusal: { why: 'missing' } })

    for (let press = 0; press < 2; press++) expect((await removeSavedSearch(library, patron, id)).ok).toBe(true)
    expect(await renameSavedSearch(library, patron, id, 'ねこ', '猫')).toEqual(notFound)
    expect(await listed()).toEqual([])
  })

  test('it is in what a patron can take away, and goes when they go', async () => {
    await save('q=猫&sort=newest')
    expect(await myData(library, patron)).toMatchObject({
      savedSearches: [{ name: null, asked: 'q=%E7%8C%AB', arranged: 'sort=newest' }],
    })
    expect(await forgetPatron(library, { login: 'test' }, patron)).toMatchObject({ ok: true })
    expect(await library.db.selectFrom('saved_search').selectAll().execute()).toEqual([])
    const audit = await library.db.selectFrom('audit').selectAll().execute()
    expect(JSON.stringify(audit)).not.toContain('%E7%8C%AB')
    expect(await checked()).toEqual([])
  })

  test('two registrations of one person have one list: the same questions fall together, seen by either is seen', async () => {
    const former = (await givenPatron(library)).id
    const [onlyFormer, both] = [await save('q=犬', former), await save('q=猫', former)]
    await renameSavedSearch(library, former, both, 'ねこ', '猫')
    await renameSavedSearch(library, former, onlyFormer, 'いぬ', '犬')
    const mine = await save('q=猫&sort=newest')
    await save('q=鳥')
    await arrives('猫と犬と鳥')
    await open(both, former)

    const staff = { is: 'staff', login: 'test' } as const
    expect(await mergePatrons(library, staff, { from: former, into: patron }, '二重登録')).toMatchObject({ ok: true })
    expect((await listed()).toSorted()).toEqual([
      ['犬', 1, 1],
      ['猫', 1, 0],
      ['鳥', 1, 1],
    ])
    expect(await mySavedSearch(library, patron, mine)).toMatchObject({ name: 'ねこ', state: { sort: 'newest' } })
    expect(await listed(former)).toEqual([])
    // One that goes by another number now, signed in at the time of the merge, saves for who they are.
    expect(await save('q=猫', former)).toBe(mine)
    expect(await saveSearch(library, former, state('q=魚'))).toMatchObject({ refusal: { why: 'tooMany' } })
    expect(await checked()).toEqual([])
  })

  test('a merge loses none, though there are more than one may save', async () => {
    const former = (await givenPatron(library)).id
    for (const n of [1, 2, 3]) {
      await save(`q=former ${n}`, former)
      await save(`q=mine ${n}`)
    }
    const staff = { is: 'staff', login: 'test' } as const
    await mergePatrons(library, staff, { from: former, into: patron }, '二重登録')
    expect(await listed()).toHaveLength(6)
    expect(await save('q=mine 1')).toBeGreaterThan(0)
  })
})

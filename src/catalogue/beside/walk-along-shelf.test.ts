import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { hideBib } from '#cataloguing/hide.ts'
import { sql } from '#database/database.ts'
import { BranchId, ItemId } from '#ids.ts'
import { givenBib, givenBranches, givenIndex } from '../../../test/given.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { shelfKey } from '../rules/shelf-key.ts'
import { type ShelfWalk, walkAlongShelf } from './walk-along-shelf.ts'

let library: TestLibrary
/** In the order of the shelf. */
const calls = [
  ...[
    '007/ア',
    '210.1/キ',
    '913/コ',
    '913.36/ム',
    '913.6/シ/1',
    '913.6/シ/2',
    '913.6/シ/10',
    '913.6 ナツ',
    '９１４．６/ア',
  ],
  ...Array.from({ length: 60 }, (_, n) => `930/ト/${n + 1}`),
]
const itemOf = new Map<string, ItemId>()

beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  for (const callNumber of calls.toReversed())
    itemOf.set(callNumber, (await givenBib(library, { items: [{ callNumber }] })).itemIds[0]!)
  await givenBib(library, { items: [{ callNumber: '913.6/ナ', shelf: '児童' }] })
  await givenBib(library, { items: [{ callNumber: '913.6/ナ', branch: 'asahi' }] })
  await givenBib(library, { items: [{ callNumber: '913.6/ナ', currentBranch: 'asahi' }] })
  await givenBib(library, { items: [{ callNumber: '913.6/ナ', status: 'withdrawn' }] })
  const nameless = await givenBib(library)
  await sql`update item set call_number = null where id = ${nameless.itemIds[0]!}`.execute(library.db)
  await givenBib(library, { title: '三冊', items: [1, 2, 3].map(() => ({ callNumber: '726.6', shelf: '児童' })) })
  await givenIndex(library)
})

const at = (callNumber: string, place: string | null = '一般', branchId = BranchId('chuo')) =>
  walkAlongShelf(library, { is: 'call', branchId, place, callNumber })
const callsOf = (walk: ShelfWalk | null) => walk?.books.map(({ callNumber }) => callNumber)

describe('along the shelf', () => {
  test('to the right one meets every copy once, in order, and then the end; to the left the same way back', async () => {
    const seen: string[] = []
    let walk = await at('')
    for (let steps = 0; walk; steps++) {
      seen.push(...callsOf(walk)!)
      if (walk.right === null || steps > 9) break
      walk = await walkAlongShelf(library, { is: 'on', itemId: walk.right })
    }
    expect(seen).toEqual(calls)
    const back: string[] = []
    for (let steps = 0; walk; steps++) {
      back.unshift(...callsOf(walk)!)
      if (walk.left === null || steps > 9) break
      walk = await walkAlongShelf(library, { is: 'before', itemId: walk.left })
    }
    expect(back).toEqual(calls)
  })

  test('around a copy stand its neighbours of both sides', async () => {
    const walk = await walkAlongShelf(library, { is: 'around', itemId: itemOf.get('913.6/シ/2')! })
    expect(callsOf(walk)?.slice(0, 7)).toEqual(calls.slice(0, 7))
    expect(walk).toMatchObject({ branchId: 'chuo', place: '一般', places: ['一般', '児童'], left: null })
    const later = await walkAlongShelf(library, { is: 'around', itemId: itemOf.get('930/ト/30')! })
    expect(callsOf(later)?.[6]).toBe('930/ト/30')
    expect(later?.left).toBe(itemOf.get('930/ト/24'))
  })

  test.each<[string, string | undefined]>([
    ['913', '913/コ'],
    ['913.6', '913.6/シ/1'],
    [' 913.6/シ/3 ', '913.6/シ/10'],
    ['９１３．６　ナツ', '913.6 ナツ'],
    ['', '007/ア'],
  ])('a call number that is typed (%s) opens the shelf where it would stand', async (typed, first) => {
    expect(callsOf(await at(typed))?.[0]).toBe(first)
  })

  test('behind the last copy the end of the shelf is shown', async () => {
    const walk = await at('999')
    expect(callsOf(walk)).toEqual(calls.slice(-24))
    expect(walk?.right).toBeNull()
  })

  test('a copy stands where it can be seen now; withdrawn ones and those without a call number nowhere', async () => {
    expect((await at('', null, BranchId('asahi')))?.books).toHaveLength(2)
    expect((await at('', '児童'))?.books.map(({ bib }) => bib.title)).toEqual(['三冊', expect.any(String)])
    expect(await at('', null, BranchId('arakawa'))).toEqual({
      ...{ branchId: 'arakawa', place: '', places: [], books: [], left: null, right: null },
    })
    expect(await walkAlongShelf(library, { is: 'around', itemId: ItemId(999_999) })).toBeNull()
  })

  test('what is hidden stands on no shelf, a record neither: however many copies of it there are, the next is seen', async () => {
    const shelf = '郷土'
    const many = Array.from({ length: 30 }, () => ({ callNumber: '291/カ', shelf }))
    const hidden = await givenBib(library, { items: [...many, { callNumber: '291/カ', shelf: '非公開だけ' }] })
    await givenBib(library, { items: [{ callNumber: '291/キ', shelf }] })
    expect(callsOf(await at('', shelf))).toEqual(['291/カ'])
    await hideBib(library, { login: 'shunin' }, hidden.id, '確認中')
    await givenIndex(library)
    const walk = await at('', shelf)
    expect(callsOf(walk)).toEqual(['291/キ'])
    expect(walk).toMatchObject({ places: ['一般', '児童', shelf], left: null, right: null })
    expect(await walkAlongShelf(library, { is: 'around', itemId: hidden.itemIds[0]! })).toBeNull()
  })

  test('the database orders by the same keys as the rule', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[0-9A-Zア-ンａ-ｚ０-９ー./ 　\t]{1,12}$/), async call => {
        const { rows } = await sql<{ key: string }>`select shelf_key(${call}) as key`.execute(library.db)
        expect(rows[0]!.key).toBe(shelfKey(call))
      }),
    )
  })

  test('a step is a look into the index, however long the shelf is', async () => {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain select i.id from item i where (case when i.status = 'shelf' then i.current_branch_id else i.home_branch_id end) = 'chuo'
        and (coalesce(i.shelf, '')) = '一般' and i.call_number is not null and i.status <> 'withdrawn'
        and ((shelf_key(i.call_number) collate "C"), i.id) >= ('913', 0)
      order by (shelf_key(i.call_number) collate "C"), i.id limit 25`.execute(library.db)
    expect(rows.map(row => row['QUERY PLAN']).join('\n')).toContain('item_along_shelf')
  })
})

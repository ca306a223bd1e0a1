import { expect, test } from 'vitest'
import { pullPage, pullPageSize } from '#holds/pulls/pull-list.ts'
import { BranchId, MistakeId } from '#ids.ts'
import { recordSecurityEvent } from '#staff/security-events.ts'
import { newId } from '#std/new-id.ts'
import { givenBib, givenBranches } from '../../../test/given.ts'
import { givenReader, waiting } from '../../../test/given-holds.ts'
import { givenStaffSession } from '../../../test/given-staff.ts'
import { openLibrary } from '../../../test/library.ts'
import { createApp } from '../app.tsx'

async function openCounter(role: 'counter' | 'admin' = 'counter') {
  const library = await openLibrary()
  await givenBranches(library)
  const app = createApp(library)
  const { cookie } = await givenStaffSession(library, { role })
  const get = async (path: string) => (await app.request(path, { headers: { cookie } })).text()
  return { library, get }
}

test('the 在架予約リスト says how many there are, and shows all of them, page by page, in the order of the shelves', async () => {
  const { library, get } = await openCounter()
  const held: number[] = []
  for (let reader = 0; reader < 11; reader++) {
    const bibs = []
    for (let nth = 0; nth < 10; nth++) bibs.push(await givenBib(library))
    const ids = bibs.map(bib => bib.id)
    held.push(...(await waiting(library, await givenReader(library), ids)))
  }
  const parts = [await pullPage(library, BranchId('chuo'), 1), await pullPage(library, BranchId('chuo'), 2)]
  expect(parts.map(({ lines, total, pages }) => [lines.length, total, pages])).toEqual([
    [pullPageSize, 110, 2],
    [10, 110, 2],
  ])
  const shown = parts.flatMap(({ lines }) => lines)
  expect(shown.map(line => line.holdId).sort((a, b) => a - b)).toEqual(held.sort((a, b) => a - b))
  const places = shown.map(
    line => `${line.shelf ?? '~'} ${line.callNumber ?? '~'} ${`${line.itemId}`.padStart(9, '0')}`,
  )
  expect(places).toEqual([...places].sort())
  expect((await pullPage(library, BranchId('chuo'), 3)).lines).toEqual([])

  const first = await get('/counter/pull')
  expect(first).toContain('全部で110点です。')
  expect(first).toContain('href="/counter/pull?page=2"')
  const last = await get('/counter/pull?page=2')
  expect(last).toContain(shown.at(-1)!.barcode)
  expect(last).not.toContain(`>${shown[0]!.barcode}<`)
  expect(await get('/counter')).toContain('110')
})

test('the queue of a title goes on over pages, with the number of each in the whole', async () => {
  const { library, get } = await openCounter()
  const bib = await givenBib(library)
  for (let nth = 0; nth < 53; nth++) await waiting(library, await givenReader(library), [bib.id])
  const first = await get(`/counter/bibs/${bib.id}`)
  expect(first).toContain('予約は全部で53件です。')
  expect(first).toContain(`href="/counter/bibs/${bib.id}?page=2"`)
  expect(first).not.toContain('<b>51　')
  const second = await get(`/counter/bibs/${bib.id}?page=2`)
  for (const place of [51, 52, 53]) expect(second).toContain(`<b>${place}　`)
  expect(second).not.toContain('<b>50　')
  expect(second).not.toContain('<b>54　')
})

test('a list that is cut says so, and one that is not says nothing', async () => {
  const { library, get } = await openCounter('admin')
  const says = async (path: string, words: string) => expect(await get(path), path).toContain(words)
  const saysNothing = async (...paths: string[]) => {
    for (const path of paths) expect(await get(path), path).not.toMatch(/件までを出して|はじめの\d+件/)
  }
  await saysNothing('/counter/hidden', '/counter/mistakes', '/counter/security', '/counter/stuck', '/counter/wanted')
  await saysNothing('/counter/nights', '/counter/news', '/counter/themes', '/counter/machines', '/counter/transits')

  const bib = await givenBib(library, { items: 501 })
  await library.db
    .updateTable('item')
    .set({ hidden_at: library.clock.now(), hidden_by: 'mado', hidden_because: '確認中' })
    .where('bib_id', '=', bib.id)
    .execute()
  await says('/counter/hidden', '多いため、ここには500件までを出しています。')
  const mistake = { bib_id: bib.id, says: '読みがちがう', state: 'received' as const, from_address: 'x' }
  const made = Array.from({ length: 101 }, () => ({ ...mistake, id: MistakeId(newId()), made_at: library.clock.now() }))
  await library.db.insertInto('mistake').values(made).execute()
  await says('/counter/mistakes', 'はじめの100件です。対応をすませると、続きが出ます。')
  await saysNothing('/counter/mistakes?state=mended')
  for (let nth = 0; nth < 200; nth++) await recordSecurityEvent(library, 'staffSignedIn')
  await says('/counter/security', '多いため、ここには200件までを出しています。')
})

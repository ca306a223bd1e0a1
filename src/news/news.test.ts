import { expect, test } from 'vitest'
import { BranchId, NewsId } from '#ids.ts'
import { libraryNow } from '#in-force.ts'
import { newId } from '#std/new-id.ts'
import { givenBranches } from '../../test/given.ts'
import { openLibrary } from '../../test/library.ts'
import { allNews, newsToday } from './list-news.ts'
import { removeNews } from './remove-news.ts'
import type { News } from './rules/news.ts'
import { writeNews } from './write-news.ts'

const library = await openLibrary()
await givenBranches(library)
const by = { login: 'mado' }
const day = (text: string) => Temporal.PlainDate.from(text)
const news = (title: string, changed: Partial<News> = {}): News => ({
  id: NewsId(newId()),
  shownFrom: day('2026-11-24'),
  shownUntil: day('2026-12-01'),
  ja: { title, body: '' },
  easy: null,
  en: null,
  important: false,
  branchIds: [],
  ...changed,
})
const titles = async () => (await newsToday(await libraryNow(library))).map(({ ja }) => ja.title)

test('what is important comes first, of which branches it tells is kept, and unknown ones are refused', async () => {
  const both = [BranchId('asahi'), BranchId('chuo')]
  const old = news('休館', { important: true, shownFrom: day('2026-11-01'), branchIds: both })
  for (const one of [old, news('読書会'), news('上映会', { branchIds: [BranchId('asahi')] })])
    expect(await writeNews(library, by, one)).toMatchObject({ ok: true })
  expect((await titles())[0]).toBe('休館')
  const stored = (await allNews(library)).find(({ id }) => id === old.id)!
  expect([...stored.branchIds].sort()).toEqual(both)
  expect(await writeNews(library, by, { ...old, branchIds: [BranchId('asahi')] }, `${stored.changedAt}`)).toMatchObject(
    {
      ok: true,
    },
  )
  expect((await allNews(library)).find(({ id }) => id === old.id)!.branchIds).toEqual(['asahi'])
  const nowhere = news('', { branchIds: [BranchId('nowhere')], shownUntil: day('2026-11-01') })
  expect(await writeNews(library, by, nowhere)).toMatchObject({
    refusal: { whys: [{ why: 'untilBeforeFrom' }, { field: 'branch', why: 'unknownBranch' }] },
  })
})

test('what was written anew, or taken away, meanwhile is not written over', async () => {
  const first = news('読書会')
  for (const _press of [1, 2]) expect((await writeNews(library, by, first)).ok).toBe(true)
  const changedAt = async () => `${(await allNews(library)).find(({ id }) => id === first.id)!.changedAt}`
  const seen = await changedAt()
  library.clock.forward({ minutes: 1 })
  const one = { ...first, ja: { title: '秋の読書会', body: '' } }
  for (const _press of [1, 2]) expect((await writeNews(library, by, one, seen)).ok).toBe(true)
  const other = { ...first, ja: { title: '冬の読書会', body: '' } }
  for (const seenAt of [seen, null])
    expect(await writeNews(library, by, other, seenAt)).toMatchObject({
      refusal: { why: 'changedMeanwhile', now: { ja: { title: '秋の読書会' } } },
    })
  expect(await titles()).toContain('秋の読書会')
  expect((await writeNews(library, by, other, await changedAt())).ok).toBe(true)
  const last = await changedAt()
  await removeNews(library, by, first.id)
  expect(await writeNews(library, by, one, last)).toMatchObject({ refusal: { why: 'gone' } })
  expect(await titles()).not.toContain('秋の読書会')
})

test('news of a branch that is closed for good by now is written anew, and nothing else begins to tell of it', async () => {
  const one = news('閉館', { branchIds: [BranchId('asahi')] })
  expect((await writeNews(library, by, one)).ok).toBe(true)
  const closedFrom = (closed_for_good_from: Temporal.PlainDate | null) =>
    library.db.updateTable('branch').set({ closed_for_good_from }).where('id', '=', BranchId('asahi')).execute()
  await closedFrom(day('2026-11-24'))
  const stored = (await allNews(library)).find(({ id }) => id === one.id)!
  const anew = { ...one, ja: { title: '閉館しました', body: '' } }
  expect(await writeNews(library, by, anew, `${stored.changedAt}`)).toMatchObject({ ok: true })
  expect((await allNews(library)).find(({ id }) => id === one.id)).toMatchObject(anew)
  expect(await writeNews(library, by, news('上映会', { branchIds: [BranchId('asahi')] }))).toMatchObject({
    refusal: { whys: [{ field: 'branch', why: 'unknownBranch' }] },
  })
  await closedFrom(null)
})

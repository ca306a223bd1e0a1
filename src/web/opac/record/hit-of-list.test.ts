import { beforeAll, expect, test } from 'vitest'
import type { BibId } from '#ids.ts'
import { givenBib, givenBranches, givenIndex } from '../../../../test/given.ts'
import { openLibrary, type TestLibrary } from '../../../../test/library.ts'
import { createApp } from '../../app.tsx'
import { paths } from '../../paths.ts'

let library: TestLibrary
const ids: BibId[] = []
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  for (let nth = 1; nth <= 21; nth++)
    ids.push((await givenBib(library, { title: `鮭の本 ${String.fromCodePoint(0x40 + nth)}`, year: 2000 + nth })).id)
  await givenIndex(library)
})
const open = async (path: string) => (await createApp(library).request(path)).text()
/** The links of a page by their words, as addresses without the escapes of HTML. */
const linksOf = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g)].map(([, href, words]) => [
      words!.trim(),
      href!.replaceAll('&amp;', '&'),
    ]),
  )
const list = '/search?q=鮭&sort=oldest'
const opened = async (nth: number) => {
  const page = await open(nth > 20 ? `${list}&page=2` : list)
  const address = new RegExp(`href="(/bib/${ids[nth - 1]}\\?[^"]*)"`).exec(page)![1]!.replaceAll('&amp;', '&')
  return linksOf(await open(address))
}

test('a hit leads to the one before it, the one after it and its page of the list, also over the end of a page', async () => {
  const first = await opened(1)
  expect(first.前の資料).toBeUndefined()
  expect(first.つぎの資料).toContain(paths.bib(ids[1]!))
  const twentieth = await opened(20)
  expect(decodeURIComponent(twentieth.検索結果へ!)).toBe('/search?q=鮭&sort=oldest')
  const last = linksOf(await open(twentieth.つぎの資料!))
  expect(last).toEqual(await opened(21))
  expect(last.つぎの資料).toBeUndefined()
  expect(last.前の資料).toContain(`${paths.bib(ids[19]!)}?`)
  expect(decodeURIComponent(last.検索結果へ!)).toBe('/search?q=鮭&sort=oldest&page=2')
  expect(await open(last.前の資料!)).toContain('20／21件')
})

test('who comes otherwise, or from a list that is another one by now, is led nowhere', async () => {
  const at = (query: string) => open(`${paths.bib(ids[4]!)}${query}`)
  const right = `list=${encodeURIComponent('q=鮭&sort=oldest')}`
  expect(await at(`?${right}&hit=5`)).toContain('つぎの資料')
  for (const query of ['', `?${right}`, `?${right}&hit=6`, `?${right}&hit=0`, `?${right}&hit=999999`, '?list=&hit=5'])
    expect([query, (await at(query)).includes('資料</a>')]).toEqual([query, false])
  expect(await at('?list=q%3D%E3%81%AA%E3%81%84&hit=5')).not.toContain('検索結果へ')
  const long = `list=${encodeURIComponent(`q=鮭&${Array.from({ length: 60 }, (_, nth) => `creator=${nth}`).join('&')}`)}`
  expect(await at(`?${long}&hit=5`)).not.toContain('つぎの資料')
})

test('search engines are told of the plain address, and the way on is not for them', async () => {
  const page = await open(`${paths.bib(ids[4]!)}?list=${encodeURIComponent('q=鮭&sort=oldest')}&hit=5`)
  expect(page).toMatch(/rel="prev nofollow"/)
  expect(page).toMatch(/rel="next nofollow"/)
  expect(page).not.toMatch(/<link rel="canonical" href="[^"]*list=/)
})

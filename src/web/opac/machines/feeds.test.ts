import { expect, test } from 'vitest'
import { mergeBibs } from '#merging/merge-bibs.ts'
import { givenBib, givenIndex } from '../../../../test/given.ts'
import { staff } from '../../../../test/given-holds.ts'
import { readXml } from '../../../../test/judges.ts'
import { serveLibrary } from '../../../../test/served.ts'

const { library, base } = await serveLibrary()

test('the times of a feed are those of the last changes, whenever it is asked for', async () => {
  const joined = { items: [{ joinedOn: '2026-11-20' }] }
  await givenBib(library, { ...joined, title: '図書 <一> \u0001' })
  library.clock.set('2026-11-25T09:00:00')
  await givenBib(library, { ...joined, title: '図書 二' })
  await givenIndex(library)
  library.clock.set('2026-11-27T12:34:56')
  for (const path of ['/new.atom', `/search.atom?q=${encodeURIComponent('図書')}`]) {
    const feed = readXml(await (await fetch(`${base}${path}`)).text())
    const times = Array.from(feed.getElementsByTagName('updated'), one => one.textContent)
    expect([path, times[0], times.slice(1).toSorted()]).toEqual([
      path,
      '2026-11-25T00:00:00Z',
      ['2026-11-24T01:00:00Z', '2026-11-25T00:00:00Z'],
    ])
  }
})

test('a feed is in the language of its address, and the same whoever asks: it may be kept for others', async () => {
  const read = async (path: string, cookie = '') => (await fetch(`${base}${path}`, { headers: { cookie } })).text()
  const search = `/search.atom?q=${encodeURIComponent('図書')}`
  for (const path of ['/new.atom', '/themes.atom', '/news.atom', search, '/opensearch.xml']) {
    const plain = await read(path)
    for (const cookie of ['language=en', 'language=zh', 'child=1'])
      expect.soft(await read(path, cookie), `${path} ${cookie}`).toBe(plain)
    if (path === '/opensearch.xml') continue
    expect(readXml(plain).documentElement!.getAttribute('xml:lang')).toBe('ja')
    const chinese = await read(`${path}${path.includes('?') ? '&' : '?'}lang=zh`, 'language=en')
    expect.soft(readXml(chinese).documentElement!.getAttribute('xml:lang'), path).toBe('zh-Hans')
    expect.soft(await read(`${path}${path.includes('?') ? '&' : '?'}lang=xx`), path).toContain('xml:lang="ja"')
  }
})

test('a page names its feed in its own language', async () => {
  const search = `/search?q=${encodeURIComponent('図書')}`
  for (const path of ['/', '/new', '/themes', '/news', search]) {
    const named = async (cookie: string) =>
      /<link rel="alternate" type="application\/atom\+xml" href="([^"]+)"/
        .exec(await (await fetch(`${base}${path}`, { headers: { cookie } })).text())?.[1]
        ?.replaceAll('&amp;', '&')
    expect.soft(new URL((await named('language=ko'))!, base).searchParams.get('lang'), path).toBe('ko')
    expect.soft(new URL((await named(''))!, base).searchParams.get('lang'), path).toBeNull()
  }
})

test('JSON-LD knows bodies from persons and gives a date that is one; after a merge it is found at the other address', async () => {
  const creators = ['村上市教育委員会', '夏目漱石'].map(name => ({ name, reading: null, role: null }))
  const from = await givenBib(library, { creators, published: '2019.2', year: 2019 })
  const into = await givenBib(library)
  const data = (id: number) => fetch(`${base}/bib/${id}.json`, { redirect: 'manual' })
  expect(await (await data(from.id)).json()).toMatchObject({
    author: [
      { '@type': 'Organization', name: '村上市教育委員会' },
      { '@type': 'Person', name: '夏目漱石' },
    ],
    datePublished: '2019-02',
  })
  await mergeBibs(library, staff, { from: from.id, into: into.id }, '同じ本')
  await givenIndex(library)
  const moved = await data(from.id)
  expect([moved.status, moved.headers.get('location')]).toEqual([301, `/bib/${into.id}.json`])
})

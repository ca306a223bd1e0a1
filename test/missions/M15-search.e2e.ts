import { expect, test } from 'vitest'
import { expectAccessible } from '../axe.ts'
import { shoot, visit } from '../browser.ts'
import { givenBib, givenIndex } from '../given.ts'
import { serveLibrary } from '../served.ts'

const { base } = await serveLibrary({}, async library => {
  await givenBib(library, {
    title: 'こころ',
    titleReading: 'ココロ',
    author: '夏目漱石',
    subjects: ['近代文学'],
    items: [
      { barcode: '110234567', callNumber: 'B913.8/ソウ' },
      { branch: 'asahi', status: 'loan' },
    ],
  })
  for (const [title, callNumber] of [
    ['あかいふうせん', 'エ/ア'],
    ['あおくんときいろちゃん', 'E ア'],
    ['あらしのよるに', 'E/ア/2'],
    ['赤とんぼの里', 'Ｋ・ア'],
    ['1/2の恋', '913.6/イマ'],
  ] as const)
    await givenBib(library, { title, items: [{ callNumber }] })
  await givenBib(library, { title: 'こころの処方箋', author: '河合隼雄', ndc: ['140.4'], year: 1998 })
  await givenBib(library, {
    title: '銀河鉄道の夜',
    titleReading: 'ギンガ テツドウ ノ ヨル',
    author: '宮沢賢治',
    kind: 'pocketBook',
  })
  for (const volume of ['上', '下'])
    await givenBib(library, { title: '指輪物語', volume, otherTitles: ['The lord of the rings'] })
  await givenBib(library, { title: '図書館の本', note: '原タイトル: The library book.' })
  for (let number = 1; number <= 25; number++)
    await givenBib(library, { title: '郷土の研究', volume: `${number}`, ndc: ['214.1'] })
  await givenIndex(library)
})

test('M15 「本・資料を探す」 → 「本を探す」 → the record → 「予約かごへ」', async () => {
  const { page } = await visit(base)
  await page.goto('/')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('本・資料を探す')
  await page.getByRole('link', { name: '本を探す' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('本を探す')
  await page.getByRole('searchbox', { name: '本・資料を探す' }).fill('こころ')
  await page.getByRole('button', { name: 'さがす' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('「こころ」の検索結果')
  expect(new URL(page.url()).search).toBe(`?q=${encodeURIComponent('こころ')}`)
  expect(await page.getByRole('main').textContent()).toContain('中央図書館：貸出できます')
  await page.getByRole('link', { name: 'こころ', exact: true }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('こころ')
  await page.getByRole('button', { name: '予約かごへ' }).click()
  expect(new URL(page.url()).pathname).toBe('/login')
})

test('M15 a translation is found by the title of its original, and says so', async () => {
  const { page } = await visit(base)
  await page.goto(`/search?q=${encodeURIComponent('Lord Rings')}`)
  const hits = page.locator('li.hit')
  expect(await hits.count()).toBe(2)
  expect(await hits.first().textContent()).toContain('別のタイトル The lord of the rings')
  expect(await hits.first().locator('mark').allTextContents()).toEqual(['lord', 'rings'])
  await shoot(page, 'other-title')
  await expectAccessible(page, 'other-title')
  await hits.first().getByRole('link', { name: '指輪物語' }).click()
  await page.getByText('くわしい書誌').click()
  expect(await page.getByRole('definition').allTextContents()).toContain('The lord of the rings')
  await page.goto(`/search?q=${encodeURIComponent('"the library book"')}`)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('図書館の本')
})

test('M15 one hit opens its record: by title, reading, romaji, 資料コード or 請求記号', async () => {
  const { page } = await visit(base)
  for (const typed of [
    '銀河鉄道の夜',
    'ぎんがてつどうのよる',
    'ginga tetsudou no yoru',
    '110234567',
    '１１０２３４５６７',
    'B913.8/ソウ',
    'ｂ９１３．８－ｿｳ',
    'b913.8 ソ',
    'エ/ア',
    'k・ｱ',
    'E-ア/2',
  ]) {
    await page.goto(`/search?q=${encodeURIComponent(typed)}`)
    expect(new URL(page.url()).pathname, typed).toMatch(/^\/bib\/\d+$/)
    expect(await page.getByRole('main').textContent()).toContain(`「${typed}」で見つかったのは、この1件です。`)
  }
  // Exactly so first, then what begins so.
  await page.goto(`/search?q=${encodeURIComponent('ｅ　ア')}`)
  expect(await page.locator('li.hit h2').allTextContents()).toEqual(['あおくんときいろちゃん', 'あらしのよるに'])
  // What only looks like a number is searched for.
  await page.goto(`/search?q=${encodeURIComponent('1/2の恋')}`)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('1/2の恋')
  // What only has the words in it may be another book than the one that was meant.
  for (const typed of ['ginga tetsudou', '賢治 銀河']) {
    await page.goto(`/search?q=${encodeURIComponent(typed)}`)
    expect(new URL(page.url()).pathname, typed).toBe('/search')
    expect(await page.locator('li.hit').count()).toBe(1)
  }
})

test('M15 しぼりこみ, its chips, the order and the pages are plain links and forms', async () => {
  const { page } = await visit(base, { width: 1280 })
  await page.goto('/search?q=こころ')
  await page
    .getByRole('group', { name: '分類' })
    .getByRole('checkbox', { name: /1 哲学/ })
    .check()
  await page.getByRole('button', { name: 'しぼりこむ' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('1件')
  expect(new URL(page.url()).search).toBe(`?q=${encodeURIComponent('こころ')}&class=1`)
  await page.getByRole('link', { name: '1 哲学のしぼりこみをやめる' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('2件')
  await page.goto('/search?q=郷土の研究')
  await page.getByRole('link', { name: 'タイトル順' }).click()
  const titles = page.locator('ol > li h2')
  expect(await titles.first().textContent()).toBe('郷土の研究 1')
  expect(await titles.nth(9).textContent()).toBe('郷土の研究 10')
  await page.getByRole('link', { name: 'タイトルの逆の順' }).click()
  expect(await page.getByRole('navigation', { name: '並びかた' }).locator('b').textContent()).toBe(
    'タイトルの逆の順（んから）',
  )
  await shoot(page, 'search-ordered')
  await page.getByRole('link', { name: 'タイトル順' }).click()
  await page.getByRole('link', { name: 'つぎの20件' }).click()
  expect(await titles.first().textContent()).toBe('郷土の研究 21')
  expect(await titles.count()).toBe(5)
  await page.getByRole('link', { name: 'まえの20件' }).click()
  expect(await titles.count()).toBe(20)
})

test('M15 nothing found helps on, and the advanced form keeps what was filled in', async () => {
  const { page } = await visit(base)
  await page.goto('/search?q=存在しない　題名')
  expect(await page.getByRole('main').textContent()).toContain('見つかりませんでした。')
  await page.getByRole('link', { name: 'くわしく探す' }).click()
  await page.getByLabel('タイトル', { exact: true }).fill('こころ')
  await page.getByLabel('タイトルの合わせかた').selectOption('exact')
  await page.getByRole('button', { name: 'この条件でさがす' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('こころ')
  await page.goto('/search?author=夏目漱石&author-how=exact&not=門&kind=book')
  await page.getByRole('link', { name: '条件を変える' }).click()
  expect(await page.getByLabel('著者', { exact: true }).inputValue()).toBe('夏目漱石')
  expect(await page.getByLabel('のぞくことば').inputValue()).toBe('門')
  expect(await page.getByRole('checkbox', { name: '図書', exact: true }).isChecked()).toBe(true)
})

test('M15 language and order are asked for in the advanced form, and nothing that narrowed a search is lost in it', async () => {
  const { page } = await visit(base)
  await page.goto('/search/advanced')
  await page.getByLabel('タイトル', { exact: true }).fill('郷土の研究')
  await page.getByLabel('ことば（言語）').selectOption('日本語')
  await page.getByLabel('並びかた').selectOption('タイトル順')
  await page.getByRole('button', { name: 'この条件でさがす' }).click()
  const asked = new URL(page.url()).searchParams
  expect([asked.get('language'), asked.get('sort')]).toEqual(['jpn', 'title'])
  const kept: [string, string][] = [
    ...[['title', '郷土の研究'] as const, ['language', 'chu'] as const, ['sort', 'titleBack'] as const],
    ...[['class', '2'] as const, ['creator', '夏目漱石'] as const, ['shelf', '一般'] as const],
    ...[['in', '214'] as const, ['about', '近代文学'] as const, ['size', '50'] as const],
    ...[['year', '1990-1999'] as const, ['year', '2010-2019'] as const],
  ].map(([name, value]) => [name, value])
  await page.goto(`/search/advanced?${new URLSearchParams(kept)}`)
  await shoot(page, 'search-advanced-taken-over')
  await page.getByRole('button', { name: 'この条件でさがす' }).click()
  const then = new URL(page.url()).searchParams
  expect(then.getAll('year').toSorted()).toEqual(['1990-1999', '2010-2019'])
  for (const [name, value] of kept) if (name !== 'year') expect([name, then.getAll(name)]).toEqual([name, [value]])
})

test('M15 rows of the advanced form are joined by かつ, または, 除く, and the results say so', async () => {
  const { page } = await visit(base)
  await page.goto('/search/advanced')
  await page.getByLabel('すべての項目').fill('郷土の研究')
  await page.getByLabel('タイトルの行のつなぎかた').selectOption('または')
  await page.getByLabel('タイトル', { exact: true }).fill('こころ')
  await page.getByLabel('著者の行のつなぎかた').selectOption('除く')
  await page.getByLabel('著者', { exact: true }).fill('夏目漱石')
  await expectAccessible(page, 'advanced search')
  await shoot(page, 'search-advanced')
  await page.getByRole('button', { name: 'この条件でさがす' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
    '「（郷土の研究 または タイトル：こころ）・著者：夏目漱石をのぞく」の検索結果 26件',
  )
  expect(new URL(page.url()).searchParams.get('title-join')).toBe('or')
  await page.getByRole('link', { name: '条件を変える' }).click()
  expect(await page.getByLabel('タイトルの行のつなぎかた').inputValue()).toBe('or')
  expect(await page.getByLabel('著者の行のつなぎかた').inputValue()).toBe('not')
  expect(await page.getByLabel('件名の行のつなぎかた').inputValue()).toBe('and')
  // Nothing can be left out of nothing.
  const answer = await page.goto('/search?title=こころ&title-join=not')
  expect(answer!.status()).toBe(422)
  expect(await page.getByRole('alert').textContent()).toContain('のぞくことばだけではさがせません')
  await page.getByRole('link', { name: '条件を変える' }).click()
  expect(await page.getByLabel('タイトル', { exact: true }).inputValue()).toBe('こころ')
})

test('M15 what cannot be searched stays in the box, with the reason', async () => {
  const { page } = await visit(base)
  const answer = await page.goto(`/search?q=${encodeURIComponent('★★')}`)
  expect(answer!.status()).toBe(422)
  expect(await page.getByRole('alert').textContent()).toContain('記号だけではさがせません')
  expect(await page.getByRole('searchbox').inputValue()).toBe('★★')
  await expectAccessible(page, 'search refused')
  await shoot(page, 'search-refused')
})

test('M15 an ISBN with a digit lost or wrong finds nothing, and the page says what is wrong with it', async () => {
  const { page } = await visit(base)
  for (const [typed, said] of [
    ['978409726080', 'この番号は12けたです'],
    ['9784097620820', 'どこかの数字がちがっています'],
    ['4-09-762082-1', 'どこかの数字がちがっています'],
  ] as const) {
    await page.goto(`/search?q=${typed}`)
    expect([typed, await page.getByRole('main').textContent()]).toEqual([typed, expect.stringContaining(said)])
  }
  await page.goto('/search?isbn=978409726080')
  expect(await page.getByRole('main').textContent()).toContain('この番号は12けたです')
  await expectAccessible(page, 'isbn with a digit lost')
  await shoot(page, 'search-isbn-short')
  for (const typed of ['9784101010090', '02545375111']) {
    await page.goto(`/search?q=${typed}`)
    expect(await page.getByRole('main').textContent()).not.toContain('本の番号とくらべ')
  }
})

test('M15 with script the box suggests; without it nothing is missing', async () => {
  const { page } = await visit(base, { javaScript: true })
  await page.goto('/')
  await page.getByRole('combobox', { name: '本・資料を探す' }).pressSequentially('ここ')
  await page.locator('datalist option').first().waitFor({ state: 'attached' })
  const options = await page.locator('datalist option').evaluateAll(all => all.map(one => one.getAttribute('value')))
  expect(options).toContain('こころ')
})

test('M15 other programs find the door: OpenSearch, Atom, robots, site map, JSON-LD', async () => {
  const get = async (path: string) => {
    const answer = await fetch(base + path)
    return { type: answer.headers.get('content-type'), status: answer.status, text: await answer.text() }
  }
  expect((await get('/opensearch.xml')).text).toContain('{searchTerms}')
  const feed = await get(`/search.atom?q=${encodeURIComponent('こころ')}`)
  expect(feed.type).toContain('application/atom+xml')
  expect(feed.text).toContain('<title>こころの処方箋</title>')
  expect((await get('/robots.txt')).text).toContain('Disallow: /search')
  expect((await get('/sitemap.xml')).text).toContain('/sitemap.xml?part=0')
  expect((await get('/sitemap.xml?part=0')).text).toMatch(/<loc>[^<]*\/bib\/1<\/loc>/)
  expect(JSON.parse((await get('/bib/1.json')).text)).toMatchObject({ '@type': 'Book', name: 'こころ' })
  expect(JSON.parse((await get(`/suggestions?format=opensearch&q=${encodeURIComponent('ぎん')}`)).text)[1]).toContain(
    '銀河鉄道の夜',
  )
})
